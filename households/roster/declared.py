"""The roster kinds of the registry itself; upper floors register theirs from ``AppConfig.ready``."""

from households.roster.families import REGISTRY_KIND
from households.roster.rows.certificates import CERTIFICATE_KIND
from households.roster.rows.lists import LIST_KIND
from households.roster.rows.needs import NEED_KIND
from households.roster.rows.pairings import PAIRING_KIND
from households.roster.rows.statements import STATEMENT_KIND
from households.roster.rows.surveys import SURVEY_KIND

ROSTER_KINDS = (
    REGISTRY_KIND, CERTIFICATE_KIND, SURVEY_KIND, PAIRING_KIND, NEED_KIND, LIST_KIND, STATEMENT_KIND,
)  # fmt: skip
