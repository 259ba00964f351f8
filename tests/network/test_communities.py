"""Who belongs together."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kg.network import Link, find_communities
from kg.network.communities import Community

#: Two groups of four, each tied throughout, with one weak tie between them.
GROUPS = ("abcd", "wxyz")
TIES = [Link(one, other, 1, 0.9) for group in GROUPS for one, other in combinations(group, 2)] + [
    Link("a", "w", 1, 0.5),
    Link("a", "b", 2, 1.0),
]


def test_groups_that_hang_together_are_found() -> None:
    assert find_communities(TIES) == [
        Community(("a", "b", "c", "d"), 6.4, 0.5),
        Community(("w", "x", "y", "z"), 5.4, 0.5),
    ]


def test_nothing_has_no_communities() -> None:
    assert find_communities([]) == []


def test_it_is_the_same_in_every_process() -> None:
    code = (
        "from kg.network import Link, find_communities\n"
        "names = [f'n{number:02}' for number in range(40)]\n"
        "links = [Link(names[i], names[(i * 7 + k) % 40], 1, 0.5 + k / 10) for i in range(40) for k in (1, 2, 3)]\n"
        "print(find_communities([one for one in links if one.one != one.other]))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(found) == 1
    assert "Community" in found.pop()


LINKS = st.lists(
    st.builds(Link, st.sampled_from("abcdef"), st.sampled_from("ghijkl"), st.just(1), st.sampled_from([0.5, 0.7, 0.9])),
    max_size=20,
)


@given(LINKS, st.randoms())
def test_everybody_is_in_one_community_whatever_the_order(links: list[Link], random: object) -> None:
    found = find_communities(links)
    members = [one for community in found for one in community.members]
    assert sorted(members) == sorted({end for link in links for end in (link.one, link.other)})
    shuffled = links[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert find_communities(shuffled) == found
