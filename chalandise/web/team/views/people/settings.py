"""The territory's settings: organiser, contact, colour, statements."""
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chalandise.territory.operations import edit_settings
from chalandise.territory.operations.settings import FIELDS
from chalandise.territory.queries import STATEMENTS, default_statement
from chalandise.web.shell.gestures import attempt
from chalandise.web.team.forms.people import SettingsForm
from chalandise.web.team.gate import territory_page


@require_http_methods(["GET", "HEAD", "POST"])
@territory_page
def settings(request, territory):
    """Change the settings; two people at once see both texts side by side."""
    form = SettingsForm(request.POST or None, initial={name: getattr(territory, name) for name in (*FIELDS, "version")})
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        version = values.pop("version")
        if attempt(request, edit_settings, form=form, by=request.user, territory=territory, version=version, values=values)[0]:
            messages.success(request, _("Les réglages sont enregistrés."))
            return redirect("team:settings", territory.slug)
    defaults = [(form.fields[field].label, default_statement(territory, kind)) for kind, field in STATEMENTS.items()]
    return render(request, "team/people/settings.html", {"territory": territory, "form": form, "defaults": defaults},
                  status=422 if form.errors else 200)
