"""A fictional errand, with a column for every kind of measure."""

from django.db import models


class ErrandQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(office__in=user.offices_with("org.view"), is_hidden=False)


class Errand(models.Model):
    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    title = models.CharField(max_length=100)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    told_at = models.DateTimeField(null=True)
    valid_to = models.DateField(null=True)
    cost = models.DecimalField(max_digits=15, decimal_places=2, null=True)
    points = models.IntegerField(null=True)
    is_hidden = models.BooleanField(default=False)

    objects = ErrandQuerySet.as_manager()

    class Meta:
        verbose_name = "tugas contoh"
        ordering = ["pk"]

    def __str__(self):
        return self.title
