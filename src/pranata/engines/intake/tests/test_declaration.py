from dataclasses import replace

import pytest
from django import forms

from pranata.engines.intake.tests.sample import SAMPLE


class EndlessForm(forms.Form):
    content = forms.CharField()


class UploadForm(forms.Form):
    scan = forms.FileField()


class DoorForm(forms.Form):
    intake_token = forms.CharField(max_length=10)


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        (EndlessForm, "EndlessForm.content: a public text needs max_length"),
        (UploadForm, "UploadForm.scan: files are declared by attachments"),
        (DoorForm, "DoorForm.intake_token: names that begin with intake_ belong to the door"),
    ],
)
def test_form_is_refused_when_the_door_cannot_guard_it(form, fault):
    with pytest.raises(ValueError, match=fault):
        replace(SAMPLE, form=form)
