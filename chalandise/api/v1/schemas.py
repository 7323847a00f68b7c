"""What version 1 takes and answers. A field that is not written here is neither read nor sent."""
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import ConfigDict, StringConstraints

KEY = 2**63 - 1
# PostgreSQL refuses NUL, and no code nor slug has one.
Word = Annotated[str, StringConstraints(max_length=80, pattern=r"^[a-zA-Z0-9_-]*$")]
Words = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]
Cursor = Annotated[str, StringConstraints(max_length=60, pattern=r"^[A-Za-z0-9_-]*$")]
Money = Annotated[str, StringConstraints(pattern=r"^-?\d+(\.\d+)?$")]


class Strict(Schema):
    """Anything that is not declared is refused, in a question as in an answer."""

    model_config = ConfigDict(extra="forbid")


class Page(Strict):
    """Which page of a list: the cursor that the page before gave."""

    cursor: Cursor = Field("", description="`next` of the page before")
    limit: int = Field(50, ge=1, le=200)


class SolutionsAsked(Page):
    territory: Word = Field("", description="slug of a territory")
    need: Word = Field("", description="code of a need")


class ChangesAsked(Page):
    territory: Word = Field("", description="slug of a territory")


class SearchAsked(Strict):
    q: Words = ""
    territory: Word = ""
    need: Word = ""
    trade: Word = ""
    price: Word = Field("", description="free, 20, 50, 100, more, quote")
    level: Word = Field("", description="beginner, regular, advanced")
    page: int = Field(1, ge=1, le=10_000)
    limit: int = Field(20, ge=1, le=50)


class Qualification(Strict):
    territory: str
    state: Literal["qualified", "suspended", "ended", "expired", "withdrawn"]
    since: str
    until: str = Field(description="the first day when it is no longer qualified")
    conditions: str
    review: str


class Evidence(Strict):
    uses: int = Field(description="shops of the programme that used it")
    running: int = Field(description="of these, those that use it today")
    answered: dict[str, int] = Field(description="shops that answered at so many months")
    still_used: dict[str, int] = Field(description="of these, those that still use it")
    install_hours_median: Money | None
    installs: int
    opinions: int
    advise_mean: Money | None


class Solution(Strict):
    id: int
    slug: str
    name: str
    company: str
    company_country: str
    company_siren: str
    summary: str
    text: str
    needs: list[str]
    trades: list[str] = Field(description="empty: every trade")
    languages: list[str]
    level: str
    prerequisites: str
    price_setup: Money | None = Field(description="euros without tax, once")
    price_month: Money | None = Field(description="euros without tax")
    trial_months: int = Field(description="months at this price; 0: it does not end")
    price_after: Money | None
    commission: Money | None = Field(description="percent of sales")
    price_note: str
    commitment_months: int | None
    data_location: str
    data_note: str
    exit_text: str
    exit_formats: str
    accessibility: str
    accessibility_url: str
    install_hours: Money | None = Field(description="the provider's own word")
    references: str
    website: str
    changed_at: str
    qualifications: list[Qualification]
    evidence: Evidence


class Solutions(Strict):
    items: list[Solution]
    next: str | None = Field(description="cursor of the next page; null on the last")


class Found(Strict):
    items: list[Solution]
    total: int
    page: int
    pages: int
    corrected: str
    counts: dict[str, dict[str, int]]


class Change(Strict):
    id: int
    at: str
    kind: str
    solution: str
    name: str
    territory: str | None
    detail: dict


class Changes(Strict):
    items: list[Change]
    next: str | None


class Need(Strict):
    code: str
    family: str
    fr: str
    en: str


class Problem(Strict):
    """Every refusal has this shape."""

    error: str
    detail: str
