"""docs/model.md states what the code states: tools/model_document.py."""

import sys
from pathlib import Path

import pytest
from muster import _core

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import model_document  # noqa: E402


@pytest.fixture(scope="module")
def text():
    return model_document.document((ROOT / "docs" / "model.md").read_text())


def test_every_mechanism_parameter_act_and_series_appears(text):
    for section in _core.sections():
        assert f"### {section.name}\n" in text
        for parameter in section.parameters:
            if parameter.key != f"{section.name}.on":
                assert f"| `{parameter.key}` |" in text
        for act in section.acts:
            assert f"Act `{act.name}`" in text
    for block in model_document.BLOCKS:
        assert f"<!-- generated: {block} -->" in text


def test_every_variable_of_a_person_appears_with_its_meaning(text):
    persons = text.split("**Persons.**")[1].split("\n**")[0]
    assert "| `threshold` | `vector<float>` | of pull |" in persons
    assert "`pull_at_entry`" in persons
    assert "`territory_begin`" in persons


def test_a_changed_block_is_found(text):
    assert model_document.stale_blocks(text) == []
    changed = text.replace("**awareness**", "**hearsay**", 1)
    assert model_document.stale_blocks(changed) == ["phases"]


def test_what_stands_outside_of_blocks_is_left_alone(text):
    outside = model_document.BLOCK.sub("", text)
    changed = model_document.BLOCK.sub("", model_document.document("Mine.\n" + text))
    assert changed == "Mine.\n" + outside
