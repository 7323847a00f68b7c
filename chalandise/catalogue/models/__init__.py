"""What the catalogue keeps: calls, the sheets of solutions, reviews, qualifications, uses, requests for a quote."""
from chalandise.catalogue.models.calls import (
    Call,
    CallExtension,
    CallQuestion,
    Criterion,
    Submission,
    SubmissionVersion,
)
from chalandise.catalogue.models.qualifications import CatalogueChange, PriceChange, Qualification, RenewalRequest
from chalandise.catalogue.models.quotes import Quote, QuoteRequest
from chalandise.catalogue.models.reviewing import (
    Assignment,
    CriterionScore,
    Decision,
    DiscussionPost,
    Redaction,
    Review,
    Reviewer,
)
from chalandise.catalogue.models.search import SearchBlock, SearchEntry, SearchKey, SearchRun, SearchWord
from chalandise.catalogue.models.solutions import CompanyCheck, Provider, Registration, Solution, SolutionDocument
from chalandise.catalogue.models.uses import Evidence, Opinion, Use, UseCheck

__all__ = ["Assignment", "Call", "CallExtension", "CallQuestion", "CatalogueChange", "CompanyCheck", "Criterion", "CriterionScore",
           "Decision", "DiscussionPost", "Evidence", "Opinion", "PriceChange", "Provider", "Qualification", "Quote", "QuoteRequest",
           "Redaction", "Registration", "RenewalRequest", "Review", "Reviewer", "SearchBlock", "SearchEntry", "SearchKey", "SearchRun", "SearchWord",
           "Solution", "SolutionDocument", "Submission",
           "SubmissionVersion", "Use", "UseCheck"]
