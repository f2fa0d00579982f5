"""What the sample company's opportunities have beside the standard fields."""

from collections.abc import Mapping

from crm.sample.words.deals import COMPETITORS, RISKS
from crm.schema import Field, FieldType

EXTRA_FIELDS: Mapping[str, tuple[Field, ...]] = {
    "Opportunity": (
        Field(
            name="LastStageChangeDate",
            label="Last Stage Change Date",
            type=FieldType.DATETIME,
            updatable=False,
        ),
        Field(
            name="Renewal_Risk__c",
            label="Renewal Risk",
            type=FieldType.PICKLIST,
            picklist=RISKS,
            custom=True,
        ),
        Field(
            name="Competitor__c",
            label="Competitor",
            type=FieldType.PICKLIST,
            picklist=COMPETITORS,
            custom=True,
        ),
    ),
}
