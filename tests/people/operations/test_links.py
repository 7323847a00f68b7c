"""Mailed links: bound, hashed, dead in time, renewed to the person and never to who asks."""
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Link
from chalandise.people.operations import issue_link, renew_link, revoke_links, use_link
from chalandise.people.queries import find_link, is_alive


def token(address):
    return re.search(r"/l/([\w-]+)/", address)[1]


def test_a_link_is_found_by_its_token_which_is_stored_nowhere(cast):
    address = issue_link(purpose="visit.choose", person=cast.lila, target=cast.lys)
    link = find_link(token(address))
    assert (link.person, link.purpose, link.target_kind, link.target_id) == (cast.lila, "visit.choose", "shops.shop", cast.lys.pk)
    assert token(address) not in str(list(Link.objects.values_list()))


def test_a_link_dies_by_the_real_clock(cast):
    link = find_link(token(issue_link(purpose="x", person=cast.lila, minutes=20)))
    assert is_alive(link)
    assert timedelta(minutes=19) < link.expires_at - timezone.now() < timedelta(minutes=21)
    link.expires_at = timezone.now()
    assert not is_alive(link)


def test_using_a_link_twice_is_the_same_as_once(cast):
    link = find_link(token(issue_link(purpose="x", person=cast.lila)))
    first = use_link(link=link).used_at
    assert use_link(link=link).used_at == first


def test_revoking_kills_the_links_of_one_purpose_about_one_thing(cast):
    one, other = (find_link(token(issue_link(purpose="x", person=cast.lila, target=t))) for t in (cast.lys, cast.cuir))
    revoke_links(purpose="x", target=cast.lys)
    one.refresh_from_db()
    other.refresh_from_db()
    assert (is_alive(one), is_alive(other)) == (False, True)


def test_a_fresh_link_goes_to_the_person_with_the_same_purpose(cast):
    old = find_link(token(issue_link(purpose="visit.choose", person=cast.lila, target=cast.lys, days=10)))
    letter = renew_link(link=old)
    assert letter.to_address == "lila.sarda@exemple.invalid"
    fresh = find_link(token(letter.text))
    assert (fresh.purpose, fresh.target_id, fresh.person) == (old.purpose, old.target_id, old.person)
    assert (fresh.expires_at - fresh.made_at).days == 10


def test_a_fresh_link_is_refused_when_revoked_or_asked_too_often(cast):
    old = find_link(token(issue_link(purpose="x", person=cast.lila)))
    for _time in range(4):
        renew_link(link=old)
    with pytest.raises(Refused, match="Plusieurs liens"):
        renew_link(link=old)
    assert Letter.objects.count() == 4
    Link.objects.update(revoked_at=timezone.now())
    with pytest.raises(Refused, match="remplacé"):
        renew_link(link=old)


def test_who_has_no_address_is_sent_to_the_telephone(cast):
    with pytest.raises(Refused, match="Appelez votre référent"):
        renew_link(link=find_link(token(issue_link(purpose="x", person=cast.bruno))))
