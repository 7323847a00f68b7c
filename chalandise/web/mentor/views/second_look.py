"""A second look at a shop that somebody else accompanies, by the link of a mail: nothing else opens, nothing else is shown."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chalandise.diagnostics import operations
from chalandise.diagnostics.queries.second_looks import lines_of, look_of
from chalandise.web.shell.gestures import attempt, typed
from chalandise.web.shell.links import handles


@handles("assessment.second")
def second_look(request, link):
    """Fill the second look; what is ticked is kept even when a question is left."""
    try:
        look = look_of(link.person, link.target_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    season = look.assessment.season
    request.territory, request.accent = season.territory, season.territory.accent
    if request.method == "POST":
        return _kept(request, look)
    return render(request, "mentor/diagnostics/second_look.html", {"look": look, "shop": look.assessment.shop, "season": season, "lines": lines_of(look)})


def _kept(request, look):
    given = {q.key: choice for _theme, rows in lines_of(look).themes for q, _example, _choice in rows if (choice := typed(request, q.key))}
    done, found = attempt(request, operations.rate_again, by=look.rater, look=look, answers=given, finish=True)
    if done and found.done_at:
        messages.success(request, _("Merci : votre deuxième regard est gardé."))
    elif done:
        left = lines_of(found).left
        messages.info(request, ngettext("C’est gardé. Il reste %(n)s question : répondez, ou dites « Je ne sais pas ».",
                                        "C’est gardé. Il reste %(n)s questions : répondez, ou dites « Je ne sais pas ».", left) % {"n": left})
    return redirect(request.path)
