"""Every check, in the order in which they are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.lint import (
    dates_gap,
    dates_idle,
    dates_out_of_order,
    dates_overlap,
    example_missing,
    fact_unsuppliable,
    figure_not_cited,
    file_not_read,
    heading_shared,
    hidden_character,
    id_look_alike,
    id_not_kebab,
    id_not_path,
    source_without_file,
    text_other_fact,
    text_other_figure,
    translation_same,
    translation_script,
    unused_approval,
    unused_fact,
    unused_place,
    unused_source,
    unused_standard,
)

if TYPE_CHECKING:
    from eligib.lint.check import Check

CHECKS: tuple[Check, ...] = (
    hidden_character.CHECK,
    id_look_alike.CHECK,
    id_not_kebab.CHECK,
    id_not_path.CHECK,
    file_not_read.CHECK,
    translation_same.CHECK,
    translation_script.CHECK,
    dates_overlap.CHECK,
    dates_out_of_order.CHECK,
    dates_gap.CHECK,
    dates_idle.CHECK,
    heading_shared.CHECK,
    source_without_file.CHECK,
    fact_unsuppliable.CHECK,
    unused_fact.CHECK,
    unused_approval.CHECK,
    unused_place.CHECK,
    unused_standard.CHECK,
    unused_source.CHECK,
    text_other_figure.CHECK,
    text_other_fact.CHECK,
    figure_not_cited.CHECK,
    example_missing.CHECK,
)
