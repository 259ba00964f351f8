"""Visitors of a dashboard without a browser: they speak Streamlit's own protocol, so that many fit on one machine."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from dataclasses import dataclass, field

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

LONGEST = 60.0
PAUSE = (1.0, 3.0)
"""Seconds that a visitor looks at a page before the next click: quick for people."""


@dataclass
class Visit:
    """What one visitor met with.

    Attributes:
        seconds: From each click until the page was complete.
        faults: What the page showed or the server did wrong.
    """

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


async def _stay(address: str, clicks: int, links: list[tuple[str, str]], seed: int) -> Visit:
    """One visitor, who opens pages one after the other in an order of their own."""
    chance, visit = random.Random(seed), Visit()
    where = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    async with websockets.connect(where, subprotocols=["streamlit", "unused"], max_size=None) as socket:  # type: ignore[list-item]
        pages = await _ask(socket, "", "", visit)
        for _ in range(clicks):
            await asyncio.sleep(chance.uniform(*PAUSE))
            page, query = chance.choice(links)
            start = time.perf_counter()
            await _ask(socket, pages.get(page, ""), query, visit)
            visit.seconds.append(time.perf_counter() - start)
    return visit


async def _ask(socket: websockets.ClientConnection, page: str, query: str, visit: Visit) -> dict[str, str]:
    """Asks for a page and waits until all of it has come; gives the pages that there are, by address."""
    asked = BackMsg()
    asked.rerun_script.page_script_hash = page
    asked.rerun_script.query_string = query
    await socket.send(asked.SerializeToString())
    pages: dict[str, str] = {}
    async with asyncio.timeout(LONGEST):
        while True:
            told = ForwardMsg()
            told.ParseFromString(await socket.recv())  # type: ignore[arg-type]
            kind = told.WhichOneof("type")
            if kind == "navigation":
                pages = {one.url_pathname: one.page_script_hash for one in told.navigation.app_pages}
            elif kind == "delta":
                element = told.delta.new_element
                if element.WhichOneof("type") == "exception" or (
                    element.WhichOneof("type") == "alert" and element.alert.format == 1
                ):
                    visit.faults.append(str(element)[:300])
            elif kind == "script_finished":
                if told.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    visit.faults.append("the script of the page could not be run")
                return pages


def measure_sessions(
    address: str, links: list[tuple[str, str]], many: int = 20, clicks: int = 15
) -> tuple[float, list[str]]:
    """The median time of a click with so many visitors over that with one, and what went wrong.

    Args:
        address: Of the dashboard.
        links: What they click: the address of a page and its parameters.
        many: How many visitors there are at once.
        clicks: How often each of them clicks.
    """

    async def together(count: int) -> list[Visit]:
        return await asyncio.gather(*(_stay(address, clicks, links, seed) for seed in range(count)))

    # Once before, so that neither of the two pays for what is read once for all.
    asyncio.run(together(1))
    alone, crowd = asyncio.run(together(1)), asyncio.run(together(many))
    medians = [statistics.median(second for visit in visits for second in visit.seconds) for visits in (alone, crowd)]
    return medians[1] / medians[0], [fault for visit in (*alone, *crowd) for fault in visit.faults]
