"""What claims say over time: periods in which something holds, deals with their lives, contradictions.

Everything here is a function of claims (as `Told`), in whatever order they came.
"""

from kg.timeline.conflicts import Conflict, find_denials, find_double_holders
from kg.timeline.deals import Deal, DealState, Step, find_deals
from kg.timeline.periods import Period, find_periods, hold_on
from kg.timeline.told import Told

__all__ = [
    "Conflict",
    "Deal",
    "DealState",
    "Period",
    "Step",
    "Told",
    "find_deals",
    "find_denials",
    "find_double_holders",
    "find_periods",
    "hold_on",
]
