"""A reviewer's first page: what was given to them."""
from django.shortcuts import render

from chalandise.web.reviewer.gate import reviewer_page


@reviewer_page
def home(request, reviewer):
    """Show the call and what is to be reviewed."""
    return render(request, "reviewer/home.html", {"reviewer": reviewer, "call": reviewer.call})
