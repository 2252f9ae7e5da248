"""What tests of a plan's life ask and do again and again."""

from datetime import date

from pranata.engines.documents.models import Document
from pranata.engines.plan.models import Plan, Subactivity


def row(plan, code):
    return Subactivity.objects.get(plan=plan, code=code)


def states():
    return list(Plan.objects.order_by("year", "revision").values_list("year", "revision", "status"))


def issue(plan, number="2/HK/9999/2022"):
    Document.objects.filter(plan=plan).update(number=number, issued_on=date(2022, 6, 1))
