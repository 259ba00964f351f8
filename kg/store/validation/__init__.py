"""Whether a store is sound, in plain words: `kg validate`.

shapes.ttl and schema.toml ──suspects──▶ nodes worth judging ──judging (pyshacl)──▶ ┐
rules/*.rq ──rules──▶ what does not hold between nodes and graphs ────────────────▶ ├─▶ findings
articles and judgements ──derived──▶ what follows from them, beside what is there ▶ ┘
"""

from kg.store.validation.findings import Finding
from kg.store.validation.report import Report, validate

__all__ = ["Finding", "Report", "validate"]
