"""The page of a charter, the same by a mailed link and from one's own pages: read, see what changed, sign, take back."""
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from chalandise.foundation.mail import as_html
from chalandise.people.operations import use_link
from chalandise.seasons import documents
from chalandise.seasons.operations import charters as operations
from chalandise.seasons.queries import charters as queries
from chalandise.web.shell.gestures import attempt


class SignForm(forms.Form):
    """A name typed is a signature; `seen` is the digest of the text on the page."""

    typed_name = forms.CharField(label=gettext_lazy("Écrivez votre prénom et votre nom"), max_length=200,
                                 help_text=gettext_lazy("C’est ce qui vaut signature. La date et l’empreinte du texte sont gardées avec."),
                                 widget=forms.TextInput(attrs={"autocomplete": "name"}))
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


@dataclass(frozen=True)
class Desk:
    """Who reads which charter, on which page."""

    season: object
    audience: str
    person: object
    template: str
    shop: object = None
    link: object = None

    @property
    def via(self):
        return "link" if self.link else "session"


def prose(text):
    """Return the safe HTML of a charter; its first heading goes, since the page has one."""
    lines = text.splitlines()
    return mark_safe(as_html("\n".join(lines[1:] if lines and lines[0].startswith("# ") else lines)))


def charter_page(request, desk):
    """Answer one request about a charter: the certificate (?certificat=1), a signature, a withdrawal, or the page."""
    charter = queries.current(desk.season, desk.audience)
    signature = queries.signature_of(charter, person=desk.person, shop=desk.shop)
    if signature and request.GET.get("certificat"):
        return pdf_answer(documents.certificate(signature, lang=(get_language() or "fr")[:2]), f"charte-{signature.pk}.pdf")
    form = SignForm(request.POST if request.POST.get("gesture") == "sign" else None,
                    initial={"seen": charter.digest if charter else ""})
    if request.method == "POST":
        if request.POST.get("gesture") == "withdraw" and signature:
            operations.withdraw(by=desk.person, signature=signature, via="link" if desk.link else "")
            messages.success(request, _("Votre signature est retirée. L’équipe le voit et vous appellera si un parrainage est en cours."))
            return redirect(request.path)
        if form.is_valid() and _signed(request, desk, form):
            return redirect(request.path)
    earlier = queries.earlier_signature(charter, person=desk.person, shop=desk.shop) if charter and not signature else None
    return render(request, desk.template, {
        "season": desk.season, "shop": desk.shop, "person": desk.person, "charter": charter, "signature": signature, "form": form,
        "screen": "shell/charter/_charter.html", "text": prose(charter.text) if charter else "",
        "changes": queries.changes(earlier.charter, charter) if earlier else [], "earlier": earlier})


def _signed(request, desk, form):
    done, _made = attempt(request, operations.sign, form=form, season=desk.season, audience=desk.audience, person=desk.person,
                          shop=desk.shop, via=desk.via, **form.cleaned_data)
    if not done:
        charter = queries.current(desk.season, desk.audience)
        form.data = {**form.data.dict(), "seen": charter.digest}
        return False
    messages.success(request, _("Merci, votre charte est signée. La preuve arrive par e-mail."))
    if desk.link:
        use_link(link=desk.link)
    return True


def pdf_answer(content, name):
    """Return a PDF to open in the browser."""
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})
