"""A call under review: three companies answered, four experts accepted. Nobody here exists."""
from datetime import date

from chalandise.catalogue.models import Provider, Reviewer, Submission, SubmissionVersion
from chalandise.catalogue.operations import assigning, recusals, reviewing
from chalandise.catalogue.queries.reviewing import to_review
from chalandise.foundation import clock
from chalandise.people.models import Organisation, Role
from chalandise.people.operations import grant_role

EXPERTS = (("Théo", "Brun"), ("Inès", "Roux"), ("Marc", "Petit"), ("Zoé", "Lenoir"))
COMPANIES = (("Dahlia", "Dahlia RDV"), ("Bocal", "Bocal Caisse"), ("Cabas", "Cabas Stock"))


class Panel:
    """`numbers` of submissions by rank (0, 1, 2), `experts` by rank (0 to 3); made at once, assigned on request."""

    def __init__(self, cast, *, anonymous=False, wanted=3):
        self.cast, self.call = cast, cast.call
        self.call.anonymous, self.call.reviews_wanted = anonymous, wanted
        self.call.save()
        self.companies = [self._company(rank, *names) for rank, names in enumerate(COMPANIES)]
        self.submissions = list(to_review(self.call))
        self.experts = [cast.reviewer, *(self._expert(*names) for names in EXPERTS[1:])]

    def _company(self, rank, name, solution):
        moment = clock.local(date(2017, 10, 20), 15)
        body, _new = Organisation.objects.get_or_create(name=name)
        company = Provider.objects.create(organisation=body, registered_at=clock.now())
        boss = self.cast.person("Patron", name)
        grant_role(person=boss, kind=Role.Kind.PROVIDER, scope_id=body.pk)
        made = self.cast._solution(company, solution, needs=["booking"], references=f"{name} chez dix fleuristes.", demo_account=f"demo-{name}")
        submission = Submission.objects.create(call=self.call, solution=made, number=rank + 11, motivation=f"{name} aime la rue.", state="submitted", created_by=boss,
                                               created_at=moment, saved_at=moment, submitted_at=moment)
        sheet = {"name": made.name, "summary": f"{solution} vous simplifie la vie.", "needs": ["booking"], "price_month": "19", "text": f"{solution} marche seul.",
                 "references": made.references, "demo_account": made.demo_account, "company": name, "siren": "", "motivation": submission.motivation, "documents": []}
        SubmissionVersion.objects.create(submission=submission, number=1, sheet=sheet, by=boss, at=moment)
        return company

    def _expert(self, given, family):
        person, moment = self.cast.person(given, family), clock.local(date(2017, 10, 10), 9)
        grant_role(person=person, kind=Role.Kind.REVIEWER, scope_id=self.call.pk)
        return Reviewer.objects.create(call=self.call, person=person, needs=["booking"], load=5, invited_by=self.cast.odile, invited_at=moment, accepted_at=moment)

    def assign(self, *pairs):
        """Give (rank of submission, rank of expert); every expert of the first three to every submission by default."""
        pairs = pairs or [(s, r) for s in range(3) for r in range(3)]
        assigning.assign(by=self.cast.odile, call=self.call, pairs={(self.submissions[s].pk, self.experts[r].pk) for s, r in pairs})

    def clear(self, rank):
        """The expert says that nothing concerns them."""
        recusals.declare(reviewer=self.experts[rank], submissions=self.submissions)

    def scores(self, *values, words="Parce que."):
        return {c.pk: (v, words) for c, v in zip(self.call.criteria.all(), values, strict=True)}

    def send(self, submission, expert, *values, words="Parce que.", comment="Bien pour une petite boutique."):
        return reviewing.send(reviewer=self.experts[expert], submission=self.submissions[submission], scores=self.scores(*values, words=words), comment=comment)

    def review_all(self):
        """Three experts have read everything: the second is a point more severe, nobody disagrees."""
        self.assign()
        for rank in range(3):
            self.clear(rank)
        for s, base in enumerate((4, 3, 2)):
            for r, less in enumerate((0, 1, 0)):
                self.send(s, r, base - less, base - less)
