"""A record that moves through a flow, known to these tests alone."""

from django.apps.registry import Apps
from django.db import models

from pranata.base.flow.steps import Flow, Step
from pranata.base.org.models import Office


class Status(models.TextChoices):
    OPEN = "open", "terbuka"
    EXTENDED = "extended", "diperpanjang"
    CLOSED = "closed", "selesai"


class Ticket(models.Model):
    office_code = models.CharField(max_length=4)
    status = models.CharField(max_length=20, choices=Status, default=Status.OPEN)
    due_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    seen_count = models.IntegerField(default=0)
    subject_name = models.CharField(max_length=50, blank=True)

    class Meta:
        app_label = "flow"
        apps = Apps()

    def __str__(self):
        return str(self.pk)

    @property
    def office(self):
        return Office.objects.get(code=self.office_code)

    @property
    def seal_subject(self):
        return self.subject_name


FLOW = Flow(
    Step("extend", sources=(Status.OPEN,), target=Status.EXTENDED, permission="plan.edit", label="Perpanjang"),
    Step("close", sources=(Status.OPEN, Status.EXTENDED), target=Status.CLOSED, permission="documents.publish"),
)
Flow.declared.remove(FLOW)  # no installed model has these states; the check at start-up would say so
