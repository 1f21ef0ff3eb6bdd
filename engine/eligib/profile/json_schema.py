"""The JSON Schema (2020-12) of a profile, for completion and checks in editors.

Enters: a rulebook. Leaves: a schema that refuses unknown keys and names every choice, place, approval and
benefit. It accepts whatever `eligib check` accepts; of amounts and dates it asks little, since `check` reads
them as people write them.
"""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from msgspec import Struct

from eligib.language.vocabulary import Kind
from eligib.messages import Label, Language, Text, render, say
from eligib.profile.questions import example, form, question
from eligib.profile.schema import DECISIONS, KNOWN

if TYPE_CHECKING:
    from eligib.language.vocabulary import Fact, Record
    from eligib.rulebook.model import Rulebook

ID = "urn:eligib:profile:1"
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
# some sign that is no letter: a digit, or any Chinese numeral
_FIGURE = r"[^A-Za-z\s]"
_TRUTH = r"^\s*(?:[tT][rR][uU][eE]|[yY](?:[eE][sS])?|[fF][aA][lL][sS][eE]|[nN][oO]?|[01])\s*$|[^\x00-\x7f]"
_NULL = {"type": "null"}
_WIDE = ord("Ａ") - ord("A")
_SPECIAL = frozenset("[]^-\\")  # in a class; editors refuse an escape of any other sign
_BARE = frozenset({Kind.COUNT, Kind.NUMBER, Kind.DATE})


def schema_text(rulebook: Rulebook, language: Language) -> str:
    """Return the schema as JSON."""
    return dumps(profile_schema(rulebook, language), ensure_ascii=False, indent=2) + "\n"


def profile_schema(rulebook: Rulebook, language: Language) -> dict[str, Any]:
    """Return the schema as plain dicts, its titles and descriptions in `language`."""
    return _Builder(rulebook, language).schema()


class _Builder(Struct, frozen=True):
    rulebook: Rulebook
    language: Language

    def schema(self) -> dict[str, Any]:
        records = self.rulebook.vocabulary.records.values()
        properties = {
            record.name: self._list(record) if record.is_list else self._record(record) for record in records
        }
        properties |= {"approvals": self._approvals(), "received": self._received()}
        return {
            "$schema": _DRAFT,
            "$id": ID,
            "$comment": f"rulebook {self.rulebook.version} {self.rulebook.digest}",
            "title": self._say(say("what is known of one firm")),
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
            "$defs": self._definitions(),
        }

    def _definitions(self) -> dict[str, Any]:
        records = self.rulebook.vocabulary.records.values()
        facts = [fact for record in records for fact in record.facts.values()]
        lists = {record.name: self._mapping(record) for record in records if record.is_list}
        choices = {fact.path: self._named(fact.choices, fact.also) for fact in facts if fact.choices}
        places, industries = (self.rulebook.vocabulary.trees[kind] for kind in (Kind.PLACE, Kind.INDUSTRY))
        trees = {
            Kind.PLACE.value: self._named(places.labels, places.also),
            Kind.INDUSTRY.value: self._codes(industries.labels),
        }
        return {**trees, **choices, **lists}

    def _record(self, record: Record) -> dict[str, Any]:
        return {"title": self._say(record.label)} | self._mapping(record) | {"type": ["object", "null"]}

    def _list(self, record: Record) -> dict[str, Any]:
        members = {"type": "array", "items": {"$ref": f"#/$defs/{record.name}"}}
        known = {
            "anyOf": [members, _NULL],
            "title": self._say(say("those that are known; there may be more")),
        }
        more = _closed({KNOWN: known}) | {"required": [KNOWN]}
        hint = say("all of them, one `- ` each; if there are none, write `{none}`", none=f"{record.name}: []")
        return {
            "title": self._say(record.label),
            "description": self._say(hint),
            "anyOf": [members, more, _NULL],
        }

    def _mapping(self, record: Record) -> dict[str, Any]:
        return _closed({fact.name: self._fact(fact, record) for fact in record.facts.values()})

    def _fact(self, fact: Fact, record: Record) -> dict[str, Any]:
        about = {
            "title": self._say(fact.label),
            "description": self._say(
                say("{question} ({form})", question=question(fact, record), form=form(fact))
            ),
        }
        if fact.kind in self.rulebook.vocabulary.trees:
            return about | {"anyOf": [{"$ref": f"#/$defs/{fact.kind.value}"}, _NULL]}
        if fact.choices:
            one = {"$ref": f"#/$defs/{fact.path}"}
            several = {"type": "array", "items": one, "minItems": 1 if fact.kind is Kind.CHOICE else 0}
            return about | {"anyOf": [one, several, _NULL]}
        return about | _value(fact) | {"examples": [example(fact, self.language)]}

    def _named(self, labels: dict[str, Label], also: dict[str, tuple[str, ...]]) -> dict[str, Any] | bool:
        """Return the schema of a key or another name of it; the key is what an editor offers."""
        if not labels:
            return False
        names = {key: (label.zh, label.en, *also.get(key, ())) for key, label in labels.items()}
        keys = [
            {"const": key, "title": self._say(labels[key]), "description": " / ".join(dict.fromkeys(words))}
            for key, words in names.items()
        ]
        words = dict.fromkeys([*(word for some in names.values() for word in some), *labels])
        alternatives = "|".join(_any_form(word) for word in words)
        return {"anyOf": [{"oneOf": keys}, {"type": "string", "pattern": rf"^\s*(?:{alternatives})\s*$"}]}

    def _codes(self, labels: dict[str, Label]) -> dict[str, Any]:
        """Return the schema of an industry: keys are offered; codes and names have too many forms to tell."""
        keys = [{"const": key, "title": self._say(label)} for key, label in labels.items()]
        return {"anyOf": [*([{"oneOf": keys}] if keys else []), {"type": ["string", "number"]}]}

    def _approvals(self) -> dict[str, Any]:
        alternatives = "|".join(DECISIONS)
        decided = [
            {"oneOf": [{"const": word} for word in DECISIONS]},
            {"type": "string", "pattern": rf"^\s*(?:{alternatives})\s*$"},
            _NULL,
        ]
        properties = {
            name: {
                "title": self._say(approval.label),
                "description": self._say(say("decided by {authority}", authority=approval.authority)),
                "anyOf": decided,
            }
            for name, approval in self.rulebook.vocabulary.approvals.items()
        }
        return _closed(properties) | {
            "title": self._say(say("what others decide")),
            "type": ["object", "null"],
        }

    def _received(self) -> dict[str, Any]:
        ids = [
            {"const": name, "title": self._say(benefit.title)}
            for name, benefit in self.rulebook.benefits.items()
        ]
        return {
            "title": self._say(say("benefits received so far")),
            "type": ["array", "null"],
            "items": {"oneOf": ids} if ids else False,
        }

    def _say(self, text: Text | Label) -> str:
        return render(text, self.language)


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _value(fact: Fact) -> dict[str, Any]:
    """Return what YAML may make of a value: a number or a truth value where it looks like one."""
    match fact.kind:
        case Kind.TEXT | Kind.CREDIT_CODE:
            return {"type": ["string", "number", "boolean", "null"], "maxLength": 500}
        case Kind.BOOL:
            return {"type": ["boolean", "string", "integer", "null"], "pattern": _TRUTH}
        case kind if kind in _BARE or fact.unit is not None:
            return {"type": ["string", "number", "null"], "pattern": _FIGURE}
        case _:
            return {"type": ["string", "null"], "pattern": _FIGURE}


def _any_form(word: str) -> str:
    """Return a pattern of `word` in large, small and full-width signs, as the reader takes it."""
    return "".join(_forms(sign) for sign in normalize("NFKC", word))


def _forms(sign: str) -> str:
    if not sign.isascii() or sign.isspace():
        return sign
    forms = [form for small in (sign.lower(), sign.upper()) for form in (small, chr(ord(small) + _WIDE))]
    return "[" + "".join(f"\\{form}" if form in _SPECIAL else form for form in dict.fromkeys(forms)) + "]"
