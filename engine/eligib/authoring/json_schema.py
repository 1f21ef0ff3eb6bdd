"""JSON Schemas (2020-12) of the files of a rulebook, for completion and checks in any editor.

Enters: a rulebook and which kind of file is meant. Leaves: a schema that refuses unknown keys and names every
place, source, approval, kind and payee. It accepts what the loader accepts, keys left empty aside; what a
condition says is for the loader, which reads it.
"""

from __future__ import annotations

from itertools import chain, islice
from json import dumps
from typing import TYPE_CHECKING, Any, TypeAlias

from eligib.authoring.json_values import value_schema
from eligib.authoring.json_words import (
    AMOUNT,
    ANY_TEXT,
    DAY,
    DIGITS,
    DRAFT,
    LABEL,
    NAME_PATTERN,
    closed,
    named,
    one_or_more,
    told,
)
from eligib.authoring.shapes import BENEFIT_KEYS
from eligib.language.vocabulary import Kind
from eligib.messages import render, say
from eligib.rulebook.benefits import KINDS, PAYEES
from eligib.rulebook.clauses import MAX_ANCHOR
from eligib.rulebook.source import LANGUAGES as DOCUMENT_LANGUAGES
from eligib.rulebook.source import ONLY, SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from eligib.messages import Language
    from eligib.rulebook.model import Rulebook, Tree

    Schema: TypeAlias = dict[str, Any]

_FEW = 8
_HINTS = {
    "title": say("what the benefit is called, in both languages"),
    "kind": say("what kind of benefit it is"),
    "paid_to": say("who gets it; a list where the source names several, `unstated` where it names nobody"),
    "cite": say("where it is written: the line of the document, and some words that stand there"),
    "in_force": say("from which day until which day, both included; or that it is planned or over"),
    "family": say("the family of benefits that it combines with, declared in `families.yaml`"),
    "each": say("the list for each of whose members it is decided, then summed"),
    "combine": say("whether the source says that several add up"),
    "total_at_most": say("the most that all members of the list get together"),
    "when": say("the conditions, all of which must hold; `any:` and `none:` nest"),
    "value": say("what is granted; no more than the source states"),
    "reported": say("cases from the source: evidence, never entitlement"),
    "apply": say("how to apply: channel, documents, deadline"),
    "examples": say("firms and what must come out for them; they are run as tests"),
}
_THAT = say("a condition, as `company.size in [small, micro]`")


def schema_text(kind: str, rulebook: Rulebook, language: Language) -> str:
    """Return the schema of one kind of file as JSON."""
    return dumps(file_schema(kind, rulebook, language), ensure_ascii=False, indent=2) + "\n"


def file_schema(kind: str, rulebook: Rulebook, language: Language) -> Schema:
    """Return the schema of one kind of file, one of `KINDS_OF_FILES`, its texts in `language`."""
    if kind == "profile":
        from eligib.profile.json_schema import profile_schema

        return profile_schema(rulebook, language)
    head = {
        "$schema": DRAFT,
        "$id": f"urn:eligib:{kind}:1",
        "$comment": f"rulebook {rulebook.version} {rulebook.digest}",
    }
    return head | _BUILDERS[kind](rulebook, language)


def _rules(rulebook: Rulebook, language: Language) -> Schema:
    """Return the schema of a rule file or of a zone's `families.yaml`."""
    header = _SILENT | {
        "zone": named(
            {key: one for key, one in rulebook.vocabulary.places.labels.items() if "/" not in key}, language
        ),
        "source": named({name: source.title for name, source in rulebook.sources.items()}, language),
    }
    benefits = {"type": "object", "additionalProperties": {"$ref": "#/$defs/benefit"}, "propertyNames": _NAME}
    families = {"type": "object", "additionalProperties": {"$ref": "#/$defs/family"}}
    rules = closed(header | {"agency": LABEL, "benefits": benefits}, ("zone", "source", "benefits"))
    return {
        "title": render(say("a rule file"), language),
        "anyOf": [rules, closed(header | {"families": families}, ("zone", "source", "families"))],
        "$defs": _definitions(rulebook, language),
    }


_NAME: Schema = {"pattern": NAME_PATTERN}
_SILENT: Schema = {
    "silence": one_or_more(closed({"check": ANY_TEXT, "reason": LABEL}, ("check", "reason")), least=0)
}


def _definitions(rulebook: Rulebook, language: Language) -> Schema:
    from eligib.profile.json_schema import profile_schema

    profile = profile_schema(rulebook, language)
    given = {key: profile[key] for key in ("type", "properties", "additionalProperties")}
    inner: Schema = profile["$defs"]
    cite = {
        "line": {"type": ["integer", "string"], "minimum": 1, "pattern": DIGITS},
        "anchor": {"type": ["string", "number"], "minLength": 1, "maxLength": MAX_ANCHOR},
    }
    condition = {"type": ["string", "boolean"], "description": render(_THAT, language)}
    condition |= {"examples": list(islice(_conditions(rulebook), _FEW))}
    family = _SILENT | {
        "title": LABEL,
        "combine": {"enum": ["all", "best_one", "capped"]},
        "sum": AMOUNT,
        "basis": _BASIS,
        "cite": {"$ref": "#/$defs/cite"},
        "family": {"type": "string"},
    }
    return {
        "benefit": _benefit(rulebook, language),
        "family": closed(family, ("title", "combine", "cite")),
        "cite": closed(cite, ("line", "anchor")),
        "condition": condition,
        "group": one_or_more({"$ref": "#/$defs/part"}),
        "part": _part(rulebook, language),
        "value": value_schema(rulebook, language),
        "example": closed(
            {"given": {"$ref": "#/$defs/given"}, "then": _then(rulebook), "because": ANY_TEXT},
            ("given", "then"),
        ),
        "given": given,
        **inner,
    }


_BASIS: Schema = {"enum": ["stated", "assumed"]}


def _benefit(rulebook: Rulebook, language: Language) -> Schema:
    records = rulebook.vocabulary.records.values()
    case = {"amount": AMOUNT, "note": LABEL, "cite": {"$ref": "#/$defs/cite"}}
    apply = {"channel": LABEL, "documents": one_or_more(LABEL, least=0), "deadline": DAY}
    properties: Schema = {
        "title": LABEL,
        "kind": {"enum": list(KINDS)},
        "paid_to": one_or_more({"enum": list(PAYEES)}),
        "cite": {"$ref": "#/$defs/cite"},
        "in_force": _in_force(),
        "family": {"type": "string", "examples": list(rulebook.families)},
        "each": named({record.name: record.label for record in records if record.is_list}, language),
        "combine": {"enum": ["sum", "unstated"]},
        "total_at_most": {"anyOf": [AMOUNT, {"type": "object", "additionalProperties": AMOUNT}]},
        "when": {"$ref": "#/$defs/group"},
        "value": {"$ref": "#/$defs/value"},
        "reported": one_or_more(closed(case, ("note",)), least=0),
        "apply": closed(apply),
        "examples": one_or_more({"$ref": "#/$defs/example"}, least=0),
    }
    described = {key: told(_HINTS[key], properties[key], language) for key in BENEFIT_KEYS}
    return closed(described | _SILENT, ("title", "kind", "paid_to", "cite", "when", "value")) | {
        "dependentRequired": {"combine": ["each"], "total_at_most": ["each"]}
    }


def _in_force() -> Schema:
    end = {"date": DAY, "basis": _BASIS, "note": LABEL}
    day = {"anyOf": [DAY, {"type": "string", "pattern": NAME_PATTERN}, closed(end, ("date",))]}
    return {
        "anyOf": [{"enum": ["planned", "exploratory", "closed", "case"]}, closed({"from": day, "until": day})]
    }


def _part(rulebook: Rulebook, language: Language) -> Schema:
    """Return the schema of one member of a `when`: a clause, an approval, a group or a list."""
    group = {"$ref": "#/$defs/group"}
    extras = {"basis": _BASIS, "cite": {"$ref": "#/$defs/cite"}, "zh": ANY_TEXT, "en": ANY_TEXT} | _SILENT
    both = {"dependentRequired": {"zh": ["en"], "en": ["zh"]}}
    that = {"$ref": "#/$defs/condition"}
    clause = {"anyOf": [that, closed({"that": that} | extras, ("that",)) | both]}
    approvals = named({name: one.label for name, one in rulebook.vocabulary.approvals.items()}, language)
    reserved = ("all", "any", "none", "approval")
    return {
        "anyOf": [
            *(closed({name: group}, (name,)) for name in reserved[:3]),
            closed({"approval": approvals} | extras, ("approval",)) | both,
            {
                "type": "object",
                "minProperties": 1,
                "maxProperties": 1,
                "propertyNames": {"not": {"enum": list(reserved)}},
                "additionalProperties": clause,
            },
            {"type": "array", "items": {"$ref": "#/$defs/part"}, "minItems": 1},
        ]
    }


def _then(rulebook: Rulebook) -> Schema:
    outcomes = ("eligible", "conditional", "undetermined", "ineligible", "not_in_force", "planned")
    facts = [f"{r.name}.{fact}" for r in rulebook.vocabulary.records.values() for fact in r.facts]
    pending = {"enum": list(rulebook.vocabulary.approvals)} if rulebook.vocabulary.approvals else ANY_TEXT
    bound = {"anyOf": [AMOUNT, {"type": "null"}]}
    return closed(
        {
            "as_of": DAY,
            "outcome": {"enum": list(outcomes)},
            "value": {"type": "array", "items": bound, "minItems": 2, "maxItems": 2},
            "needs": {"type": "array", "items": {"type": "string", "examples": facts}},
            "pending": {"type": "array", "items": pending},
            "flags": {"type": "array", "items": {"enum": ["assumed", "unconfirmed"]}},
            "paid_to": one_or_more({"enum": list(PAYEES)}),
            "family": {"type": "string", "examples": list(rulebook.families)},
            "listed": {"type": "array", "items": {"anyOf": [{"const": "unstated"}, {"type": "object"}]}},
        },
        ("outcome",),
    )


def _conditions(rulebook: Rulebook) -> Iterator[str]:
    """Yield conditions that rules of the rulebook state, no two of one form."""
    from eligib.rulebook.written import condition_text

    seen: set[type] = set()
    for clause in chain.from_iterable(_clauses(benefit.when) for benefit in rulebook.benefits.values()):
        if type(clause.condition) not in seen:
            seen.add(type(clause.condition))
            yield condition_text(clause)


def _clauses(tree: Tree) -> Iterator[Any]:
    from eligib.rulebook.model import Clause, Group

    if isinstance(tree, Group):
        yield from chain.from_iterable(map(_clauses, tree.parts))
    elif isinstance(tree, Clause):
        yield tree


def _vocabulary(_rulebook: Rulebook, language: Language) -> Schema:
    """Return the schema of the files that declare facts, places, industries and approvals."""
    named_label = closed(
        {"zh": ANY_TEXT, "en": ANY_TEXT, "also": one_or_more(ANY_TEXT, least=0)}, ("zh", "en")
    )
    fact = _SILENT | {
        "type": {"enum": [kind.value for kind in Kind]},
        "unit": {"anyOf": [{"enum": ["元", "万元", "亿元", "1", 1, "%", "‰", "m2"]}, LABEL]},
        "at_least": ANY_TEXT,
        "at_most": ANY_TEXT,
        "label": LABEL,
        "question": LABEL,
        "choices": {"type": "object", "additionalProperties": named_label},
        "headings": one_or_more(ANY_TEXT, least=0),
    }
    facts = {"type": "object", "propertyNames": _NAME, "additionalProperties": {"$ref": "#/$defs/fact"}}
    record = _SILENT | {"label": LABEL, "facts": facts}
    sections = _SILENT | {
        "records": _names(closed(record, ("label",))),
        "lists": _names(
            closed(record | {"one": {"type": "string", "pattern": NAME_PATTERN}}, ("label", "one"))
        ),
        "approvals": _names(closed(_SILENT | {"label": LABEL, "authority": LABEL}, ("label", "authority"))),
    }
    trees = {}
    for section in ("places", "industries"):
        sections[section] = {"$ref": f"#/$defs/{section}"}
        node = _SILENT | {"label": LABEL, "also": one_or_more(ANY_TEXT, least=0), "complete": _TRUTH}
        trees[section] = _names(closed(node | {section: {"$ref": f"#/$defs/{section}"}}, ("label",)))
    title = render(say("a file of the vocabulary"), language)
    return {"title": title} | closed(sections) | {"$defs": {"fact": closed(fact, ("type", "label"))} | trees}


_TRUTH: Schema = {"enum": [True, False, "true", "false"]}


def _names(inner: Schema) -> Schema:
    return {"type": ["object", "null"], "additionalProperties": inner}


def _standards(rulebook: Rulebook, language: Language) -> Schema:
    """Return the schema of the files of dated facts of the world."""
    standard = closed(_SILENT | {"date": DAY, "basis": _BASIS, "title": LABEL}, ("date", "title"))
    industries = {"type": "array", "items": {"enum": list(rulebook.vocabulary.trees[Kind.INDUSTRY].parents)}}
    floors = {"type": "object", "additionalProperties": one_or_more(ANY_TEXT)}
    row = closed(
        {"label": LABEL, "industries": industries, "except": industries, "floors": floors},
        ("label", "industries", "floors"),
    )
    derived = {
        "title": LABEL,
        "document": LABEL,
        "by": ANY_TEXT,
        "classes": one_or_more(ANY_TEXT),
        "otherwise": ANY_TEXT,
        "editions": {
            "type": "object",
            "propertyNames": {"pattern": DAY["pattern"]},
            "additionalProperties": closed({"rows": _names(row)}, ("rows",)),
        },
    }
    title = render(say("a file of standards"), language)
    return {"title": title} | closed(
        _SILENT | {"standards": _names(standard), "derived": _names(closed(derived))}
    )


def _seeds(_rulebook: Rulebook, language: Language) -> Schema:
    """Return the schema of the file of one document."""
    number = {"type": ["integer", "string"], "minimum": 1, "pattern": DIGITS}
    stored = {
        "name": ANY_TEXT,
        "bytes": {"type": ["integer", "string"], "pattern": DIGITS},
        "sha256": {"type": ["string", "number"], "pattern": "^[0-9a-f]{64}$"},
    }
    dismissed = {
        "line": number,
        "lines": {"type": "array", "items": number, "minItems": 2, "maxItems": 2},
        "anchor": {"type": ["string", "number"], "minLength": 1, "maxLength": MAX_ANCHOR},
        "only": {"enum": list(ONLY)},
        "reason": LABEL,
    }
    which = {"oneOf": [{"required": ["line"]}, {"required": ["lines"]}]}
    properties = _SILENT | {
        "title": LABEL,
        "publisher": LABEL,
        "date": {"type": ["string", "integer"], "pattern": r"^\d{4}-\d{2}(-\d{2})?$"},
        "language": {"enum": list(DOCUMENT_LANGUAGES)},
        "script": {"enum": list(SCRIPTS)},
        "file": closed(stored, tuple(stored)),
        "dismissed": one_or_more(closed(dismissed, ("reason",)) | which, least=0),
    }
    title = render(say("the file of a document"), language)
    return {"title": title} | closed(properties, ("title", "publisher", "date"))


_BUILDERS: dict[str, Callable[[Rulebook, Language], Schema]] = {
    "rules": _rules,
    "vocabulary": _vocabulary,
    "standards": _standards,
    "seeds": _seeds,
}
KINDS_OF_FILES = (*_BUILDERS, "profile")
