"""A proposal of exemption on its way between two offices: who may read and decide it, and what becomes of it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pranata.areas.process.public_information.actions import deciding, proposals
from pranata.areas.process.public_information.actions.deciding import Agreement
from pranata.areas.process.public_information.models import ExemptedInformation, ExemptionProposal, Status
from pranata.areas.process.public_information.rules import may_decide, missing_parts
from pranata.areas.process.public_information.tests.conftest import OPEN_UNTIL, account
from pranata.areas.process.public_information.tests.factories import (
    ExemptedInformationFactory,
    ExemptionProposalFactory,
)
from pranata.base.access.actions import revoke_grant
from pranata.base.access.errors import Forbidden
from pranata.base.access.models import Grant
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.flow.errors import Stale
from pranata.base.notify.kinds import in_words
from pranata.base.notify.models import Notice
from pranata.base.org.copies import copy_token
from pranata.base.org.tests.factories import OfficeFactory, ProvinceOfficeFactory, UnitFactory

YES = Agreement("UK-7/2022", "Pemutus Contoh, Atasan PPID", date(2022, 6, 26), date(2024, 12, 31))
GIVEN = {"title": "Rancangan contoh", "proposed_until": date(2025, 12, 31)}


def seen_by(user):
    return list(ExemptionProposal.objects.visible_to(user))


def told(user):
    return [
        (line.words, line.title) for line in in_words(Notice.objects.filter(recipient=user).order_by("pk"), reader=user)
    ]


def test_province_reads_a_proposal_only_while_it_lies_open_to_it(drafted, officer, decider, on):
    before = seen_by(decider)
    proposals.propose(drafted, by=officer, open_until=OPEN_UNTIL)

    assert (before, seen_by(decider)) == ([], [drafted])
    on("2022-09-01")
    assert seen_by(decider) == []
    assert seen_by(officer) == [drafted]


def test_province_reads_no_other_proposal_and_its_staff_none(proposed, province, regency):
    ExemptionProposalFactory(office=regency)
    ExemptionProposalFactory()

    assert seen_by(account(province, "ppid_officer")) == [proposed]
    assert seen_by(account(province, "staff")) == []
    assert seen_by(account(province, "secretary")) == []
    assert seen_by(account(OfficeFactory(parent=province), "atasan_ppid")) == []
    assert seen_by(account(regency, "staff")) == []


def test_proposal_closes_at_once_when_its_grant_is_revoked(proposed, officer, decider):
    revoke_grant(Grant.objects.get(), reason="contoh", by=officer)

    assert seen_by(decider) == []
    with pytest.raises(Forbidden):
        deciding.agree(proposed, YES, by=decider)


def test_agreed_proposal_becomes_exempted_information_of_the_regency(proposed, officer, decider):
    entry = deciding.agree(proposed, YES, by=decider)

    assert (entry.office, entry.title, entry.ground, entry.consequence) == (
        proposed.office, "Data pribadi contoh", "h", "Akibat contoh",
    )  # fmt: skip
    assert (entry.test_reference, entry.decided_on, entry.expires_on) == (
        "UK-7/2022", date(2022, 6, 26), date(2024, 12, 31),
    )  # fmt: skip
    assert (entry.decided_by, entry.is_published) == ("Pemutus Contoh, Atasan PPID", False)
    proposed.refresh_from_db()
    assert (proposed.status, proposed.exempted) == (Status.AGREED, entry)
    assert ExemptedInformation.objects.visible_to(decider).count() == 0
    events = Event.objects.filter(office_code="9001", actor=f"user:{decider.pk}").order_by("sequence")
    assert [each.action for each in events] == [
        "public_information.exempted", "public_information.exemptionproposal.agree", "notify.told",
    ]  # fmt: skip
    assert told(officer) == [
        ("Usulan pengecualian disetujui", f"Usulan nomor {proposed.pk}, KPU Kabupaten Contoh"),
    ]


def test_renewed_exemption_is_changed_and_stays_as_public_as_it_was(regency, officer, decider):
    old = ExemptedInformationFactory(office=regency, expires_on=date(2022, 7, 1), is_published=True)
    values = {**GIVEN, "title": old.title, "decider": regency.parent}
    item = proposals.draft(regency, values, by=officer, exempted=old)
    filling = ("description", "statute", "consequence", "public_interest")
    proposals.change(item, dict.fromkeys(filling, "baru") | {"ground": "a"}, by=officer)
    proposals.propose(item, by=officer, open_until=OPEN_UNTIL)

    deciding.agree(item, YES, by=decider)

    old.refresh_from_db()
    assert (old.consequence, old.expires_on, old.ground, old.is_published) == ("baru", date(2024, 12, 31), "a", True)
    assert ExemptedInformation.objects.count() == 1


def test_agreed_proposal_becomes_a_new_row_when_the_renewed_one_was_removed(proposed, regency, decider):
    old = ExemptedInformationFactory(office=regency)
    ExemptionProposal.objects.update(exempted=old)
    proposed.refresh_from_db()
    old.delete()

    entry = deciding.agree(proposed, YES, by=decider)

    assert list(ExemptedInformation.objects.all()) == [entry]


def test_returned_proposal_is_mended_and_comes_again(decider, proposed, officer):
    deciding.give_back(proposed, reason="Uraikan akibatnya.", by=decider)

    assert seen_by(decider) == []
    assert (proposed.status, proposed.reason) == (Status.RETURNED, "Uraikan akibatnya.")
    assert told(officer)[-1][0] == "Usulan pengecualian dikembalikan"
    proposals.change(proposed, {"consequence": "lebih rinci"}, by=officer)
    proposals.propose(proposed, by=officer, open_until=OPEN_UNTIL)
    assert (seen_by(decider), proposed.reason) == ([proposed], "")
    assert [words for words, _title in told(decider)] == ["Usulan pengecualian menunggu keputusan"] * 2


def test_refused_proposal_exempts_nothing_and_says_why(proposed, officer, decider):
    deciding.refuse(
        proposed, reason="Tidak ada akibat.", decided_by="Pemutus", decided_on=date(2022, 6, 26), by=decider
    )

    proposed.refresh_from_db()
    assert (proposed.status, proposed.reason, proposed.decided_by) == (
        Status.REFUSED, "Tidak ada akibat.", "Pemutus",
    )  # fmt: skip
    assert ExemptedInformation.objects.count() == 0
    assert told(officer)[-1][0] == "Usulan pengecualian ditolak"


def test_withdrawn_proposal_is_closed_to_the_province(proposed, officer, decider):
    proposals.withdraw(proposed, reason="salah", by=officer)

    assert (seen_by(decider), proposed.status) == ([], Status.WITHDRAWN)
    with pytest.raises(Forbidden):
        deciding.agree(proposed, YES, by=decider)


def test_grant_is_lengthened_or_given_anew_when_it_has_ended(proposed, officer, decider, on):
    proposals.lengthen(proposed, by=officer, open_until=date(2022, 9, 15))
    on("2022-09-16")
    assert seen_by(decider) == []

    proposals.lengthen(proposed, by=officer, open_until=date(2022, 10, 1))

    assert seen_by(decider) == [proposed]
    assert Grant.objects.count() == 2


def test_returned_proposal_is_not_opened_again_when_somebody_lengthens_from_an_old_page(proposed, officer, decider):
    old = ExemptionProposal.objects.get()
    deciding.give_back(proposed, reason="lagi", by=decider)

    with pytest.raises(Stale):
        proposals.lengthen(old, by=officer, open_until=OPEN_UNTIL)

    assert seen_by(decider) == []


def test_draft_is_opened_to_the_office_it_names_when_it_was_changed_before_it_is_sent(drafted, officer, decider):
    old, token = ExemptionProposal.objects.get(), copy_token(ExemptionProposal.objects.get())
    above = drafted.decider.parent
    type(above).objects.filter(pk=above.pk).update(is_active=True)
    proposals.change(drafted, {"decider": above}, by=officer)

    with pytest.raises(ValidationError, match="diubah orang lain"):
        proposals.propose(old, by=officer, open_until=OPEN_UNTIL, seen=token)
    proposals.propose(old, by=officer, open_until=OPEN_UNTIL)

    assert (seen_by(decider), Grant.objects.get().to_office) == ([], above)


def test_answer_on_paper_is_noted_by_the_proposer_when_the_province_does_not_work_here(officer, decider, drafted):
    drafted.decider.is_active = False
    drafted.decider.save()
    proposals.propose(drafted, by=officer, open_until=OPEN_UNTIL)

    assert (Grant.objects.count(), seen_by(decider), told(decider)) == (0, [], [])
    with pytest.raises(Forbidden):
        deciding.agree(drafted, YES, by=decider)
    entry = deciding.agree(drafted, YES, by=officer)
    assert (entry.office, told(officer)) == (drafted.office, [])


def test_nobody_of_the_regency_decides_and_nobody_decides_its_own(proposed, province, officer):
    RoleAssignmentFactory(office=province, role="ppid_officer", user=officer)
    officer.forget_roles()

    for by in (officer, account(proposed.office, "atasan_ppid"), account(province, "secretary")):
        with pytest.raises(Forbidden):
            deciding.agree(proposed, YES, by=by)
    assert ExemptedInformation.objects.count() == 0


def test_decision_is_refused_when_the_text_is_not_the_one_that_was_read(proposed, officer, decider):
    read = ExemptionProposal.objects.get()
    token = copy_token(read)
    deciding.give_back(proposed, reason="lagi", by=decider)
    proposals.change(proposed, {"consequence": "lain"}, by=officer)
    proposals.propose(proposed, by=officer, open_until=OPEN_UNTIL)

    with pytest.raises(ValidationError, match="diubah orang lain"):
        deciding.agree(read, YES, by=decider, seen=token)
    assert ExemptedInformation.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"test_reference": " "}, "test_reference"),
        ({"decided_by": " "}, "decided_by"),
        ({"decided_on": date(2022, 6, 27)}, "decided_on"),
        ({"decided_on": date(2022, 6, 25)}, "decided_on"),
        ({"exempted_until": date(2022, 6, 26)}, "exempted_until"),
    ],
)
def test_agreement_is_refused_when_a_part_of_it_cannot_be(proposed, decider, changes, field):
    with pytest.raises(ValidationError) as caught:
        deciding.agree(proposed, Agreement(**{**vars(YES), **changes}), by=decider)

    assert list(caught.value.message_dict) == [field]
    proposed.refresh_from_db()
    assert (proposed.status, ExemptedInformation.objects.count()) == (Status.PROPOSED, 0)


def test_proposal_is_not_sent_when_it_lacks_parts_or_its_period_is_over(drafted, officer):
    ExemptionProposal.objects.update(statute="")
    with pytest.raises(ValidationError, match="undang-undang yang dipakai"):
        proposals.propose(drafted, by=officer, open_until=OPEN_UNTIL)
    ExemptionProposal.objects.update(statute="UU Contoh", proposed_until=date(2022, 6, 26))
    with pytest.raises(ValidationError, match="sudah lewat"):
        proposals.propose(drafted, by=officer, open_until=OPEN_UNTIL)

    assert (Grant.objects.count(), ExemptionProposal.objects.get().status) == (0, Status.DRAFTED)


def test_draft_is_refused_to_an_office_that_is_not_above_or_with_another_offices_unit(regency, officer):
    other = ProvinceOfficeFactory(code="91", region_name="Lain Raya")
    for values, field in (({"decider": other}, "decider"), ({"unit": UnitFactory()}, "unit")):
        with pytest.raises(ValidationError) as caught:
            proposals.draft(regency, {**GIVEN, "decider": regency.parent, **values}, by=officer)
        assert list(caught.value.message_dict) == [field]
    foreign = ExemptedInformationFactory()
    with pytest.raises(ValidationError, match="satuan kerja lain"):
        proposals.draft(regency, {**GIVEN, "decider": regency.parent}, by=officer, exempted=foreign)

    assert ExemptionProposal.objects.count() == 0


def test_sent_proposal_is_not_changed_and_a_decided_one_not_decided_again(proposed, officer, decider):
    with pytest.raises(Stale):
        proposals.change(proposed, {"title": "lain"}, by=officer)
    deciding.agree(proposed, YES, by=decider)
    for write in (
        lambda: deciding.agree(proposed, YES, by=decider),
        lambda: deciding.give_back(proposed, reason="x", by=decider),
        lambda: proposals.withdraw(proposed, reason="x", by=officer),
    ):
        with pytest.raises((Stale, ValidationError)):
            write()

    assert ExemptedInformation.objects.count() == 1


def test_staff_neither_draft_nor_send(regency, drafted):
    staff = account(regency, "staff")
    with pytest.raises(Forbidden):
        proposals.draft(regency, {**GIVEN, "decider": regency.parent}, by=staff)
    for write in (
        lambda: proposals.change(drafted, GIVEN, by=staff),
        lambda: proposals.propose(drafted, by=staff, open_until=OPEN_UNTIL),
        lambda: proposals.withdraw(drafted, reason="x", by=staff),
        lambda: proposals.lengthen(drafted, by=staff, open_until=OPEN_UNTIL),
    ):
        with pytest.raises(Forbidden):
            write()


def test_parts_are_missing_when_they_are_empty_or_blank():
    whole = dict.fromkeys(("description", "statute", "consequence", "public_interest"), "x")

    assert missing_parts({**whole, "title": "x", "ground": "a", "proposed_until": date(2025, 1, 1)}) == ()
    assert missing_parts({**whole, "title": " ", "proposed_until": None}) == ("title", "ground", "proposed_until")


@pytest.mark.parametrize(("decider", "proposer", "may"), [(1, 2, True), (1, 1, False), (None, 1, False)])
def test_deciding_is_for_another_account_than_the_proposer(decider, proposer, may):
    assert may_decide(decider, proposed_by=proposer) is may
