"""Names in katakana find the Latin names that they are the sound of, and never fail on what is no name."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import RulesError
from kg.link import transliteration
from kg.link.transliteration import (
    LONGEST_CHUNK,
    SHARE,
    UNHEARD,
    WORST,
    _cut_cost,
    fit_sounds_to,
    format_sounds,
    letters_a_sound,
    load_sounds,
    sound_cost,
    split_sounds,
    to_letters,
)

#: Made-up names of people, companies and products that are not in the gazetteer: katakana, Latin, type. The constants
#: of the model were set on them.
NAMES = Path(__file__).with_name("transliterations.tsv")
PAIRS = [tuple(line.split("\t")[:2]) for line in NAMES.read_text(encoding="utf-8").splitlines() if line]


@pytest.mark.parametrize(
    ("katakana", "right", "wrong"),
    [
        ("サム・アルトマン", "Sam Altman", ["Sam Allman-Brown", "Tim Cook", "Satya Nadella"]),
        ("サティア・ナデラ", "Satya Nadella", ["Sam Altman", "Sundar Pichai", "Santa Nadal"]),
        ("ジェンスン・フアン", "Jensen Huang", ["Johnson Wang", "Jonas Funk", "Lisa Su"]),
        ("アンソロピック", "Anthropic", ["Amazon", "Andreessen", "Asana"]),
        ("エヌビディア", "Nvidia", ["Envision", "Nokia", "Nikkei"]),
        ("クアルコム", "Qualcomm", ["Qorvo", "Qualtrics", "Broadcom"]),
        ("シャオミ", "Xiaomi", ["Sharp", "Shein", "Siemens"]),
        ("マイクロソフト", "Microsoft", ["Micron", "MicroStrategy", "SoftBank"]),
        ("グーグル", "Google", ["Gogoro", "GoPro", "Garmin"]),
        ("セドリック", "Cédric", ["Frederic", "Sedona", "Cerebras"]),
        ("ミュラー", "Müller", ["Miller", "Mueck", "Moeller"]),
        ("チューリヒ", "Zürich", ["Turin", "Chennai", "Tulsa"]),
    ],
)
def test_the_right_name_fits_best(katakana: str, right: str, wrong: list[str]) -> None:
    assert all(sound_cost(katakana, right) < sound_cost(katakana, one) for one in wrong)


@pytest.mark.parametrize(
    ("latin", "right", "wrong"),
    [
        ("Sam Altman", "サム・アルトマン", ["サム・ライミ", "ティム・クック", "サティア・ナデラ"]),
        ("Nvidia", "エヌビディア", ["エヌシー", "インディア", "ノキア"]),
        ("Huawei", "ファーウェイ", ["フォルクスワーゲン", "ハワイ", "ウェイモ"]),
        ("Spotify", "スポティファイ", ["スポーツ", "スペースエックス", "ショッピファイ"]),
        ("Uber", "ウーバー", ["バイバー", "エア", "ユニバーサル"]),
        ("Shopify", "ショッピファイ", ["スポティファイ", "シャオミ", "ショップ"]),
    ],
)
def test_the_right_katakana_fits_best(latin: str, right: str, wrong: list[str]) -> None:
    assert all(sound_cost(right, latin) < sound_cost(one, latin) for one in wrong)


@pytest.mark.parametrize("direction", ["to Latin", "to katakana"])
def test_one_of_fifty(direction: str) -> None:
    right = 0
    for at, (katakana, latin) in enumerate(PAIRS):
        others = [PAIRS[(at + step) % len(PAIRS)] for step in range(50)]
        if direction == "to Latin":
            right += min(others, key=lambda one: sound_cost(katakana, one[1])) == (katakana, latin)
        else:
            right += min(others, key=lambda one: sound_cost(one[0], latin)) == (katakana, latin)
    assert len(PAIRS) >= 100
    assert right / len(PAIRS) >= 0.95


@pytest.mark.parametrize(
    ("word", "sounds"),
    [
        ("シャオミ", ["シャ", "オ", "ミ"]),
        ("ヴィトン", ["ヴィ", "ト", "ン"]),
        ("クック", ["ク", "ッ", "ク"]),
        ("グーグル", ["グ", "ー", "グ", "ル"]),
        ("サム・アルトマン", ["サ", "ム", "ア", "ル", "ト", "マ", "ン"]),
        ("キャノン＝ブルックス", ["キャ", "ノ", "ン", "ブ", "ル", "ッ", "ク", "ス"]),
        ("東京", ["東", "京"]),
        ("・", []),
        ("", []),
    ],
)
def test_split_sounds(word: str, sounds: list[str]) -> None:
    assert split_sounds(word) == sounds


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Sam Altman", "samaltman"),
        ("Müller", "muller"),
        ("Ørsted", "orsted"),
        ("O'Neil-3", "oneil"),
        ("楽天", ""),
        ("", ""),
    ],
)
def test_to_letters(name: str, letters: str) -> None:
    assert to_letters(name) == letters


@pytest.mark.parametrize(
    ("katakana", "latin"),
    [
        ("", ""),
        ("", "Acme"),
        ("アクメ", ""),
        ("アクメ", "楽天"),
        ("アクメ", "123"),
        ("・", "Acme"),
        ("ア", "Abracadabra"),
    ],
)
def test_where_nothing_fits_the_cost_is_the_worst(katakana: str, latin: str) -> None:
    assert fit_sounds_to(katakana, latin) is None
    assert sound_cost(katakana, latin) == WORST


@pytest.mark.parametrize("katakana", ["😀", "東京", "ABC", "ゟ", "ー", "ッ", "\ud800"])
def test_an_unknown_sound_costs_much_and_no_more(katakana: str) -> None:
    assert sound_cost("ア", "a") < sound_cost(katakana, "a") <= WORST


@pytest.mark.parametrize(("sounds", "letters"), [(20000, 20000), (201, 201), (1, 20000), (20000, 1), (200, 200)])
def test_long_texts_take_no_time(sounds: int, letters: int) -> None:
    start = time.perf_counter()
    sound_cost("ア" * sounds, "a" * letters)
    assert time.perf_counter() - start < 1


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_texts_have_a_cost(one: str, other: str) -> None:
    assert 0 <= sound_cost(one, other) <= WORST


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from("アカンーッ"), min_size=1, max_size=4),
    st.text(st.sampled_from("akn"), min_size=1, max_size=6),
)
def test_no_way_to_cut_is_likelier_than_the_one_that_is_found(sounds: list[str], letters: str) -> None:
    costs = []
    for ends in itertools.combinations_with_replacement(range(len(letters) + 1), len(sounds) - 1):
        cuts = list(itertools.pairwise((0, *ends, len(letters))))
        if all(end - start <= LONGEST_CHUNK for start, end in cuts):
            heard = zip(sounds, cuts, strict=True)
            costs.append(sum(_cut_cost(sound, letters[start:end]) for sound, (start, end) in heard))
            costs[-1] += UNHEARD if cuts[0] == (0, 0) else 0
    fit = fit_sounds_to("".join(sounds), letters)
    assert (fit is None) is (not costs)
    assert fit is None or fit.mean == pytest.approx(min(costs) / len(sounds))


def test_letters_a_sound_counts_what_needs_letters() -> None:
    assert letters_a_sound(["グ", "ー", "グ", "ル"], "google") == 2
    assert letters_a_sound(["ー"], "a") == 1


def test_the_packaged_table_has_chances() -> None:
    table = load_sounds()
    table = {sound: {one: c for one, c in seen.items() if one != SHARE} for sound, seen in table.items()}
    assert all(0 < chance <= 1 for seen in table.values() for chance in seen.values())
    assert all(sum(seen.values()) <= 1.01 for seen in table.values())
    assert {"ア", "カ", "シャ", "ヴィ", "ー", "ッ", "ン"} <= set(table)


@pytest.mark.parametrize("line", ["ア\ta", "ア\ta\tmuch", "ア a 0.5"])
def test_a_broken_table_is_named_by_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    (tmp_path / "sounds.tsv").write_text(f"# a remark\nア\ta\t0.5\n{line}\n", encoding="utf-8")
    monkeypatch.setattr(transliteration, "HERE", tmp_path)
    with pytest.raises(RulesError, match=r"sounds\.tsv:3"):
        load_sounds.__wrapped__()


def test_a_table_that_is_written_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = {"ア": {"a": 0.75, "er": 0.25}, "ッ": {"": 0.5}}
    (tmp_path / "sounds.tsv").write_text(format_sounds(table, ["a remark"]), encoding="utf-8")
    monkeypatch.setattr(transliteration, "HERE", tmp_path)
    assert load_sounds.__wrapped__() == table
