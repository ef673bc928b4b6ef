"""Checks a workspace: its banks, its roles and its theme."""

from kitgen.bank.files import BUILT_IN
from kitgen.bank.load import require_questions
from kitgen.check.banks import check_banks
from kitgen.check.files import check_roles, check_theme
from kitgen.check.findings import Finding, in_reading_order
from kitgen.workspace.workspace import Workspace


def check_workspace(workspace: Workspace) -> tuple[Finding, ...]:
    """Return all findings of the banks, and all faults of roles and theme.

    Without the built-in bank, built-in roles are not looked at: they ask its questions; nor is the
    built-in theme ever. Raises BadRequest for banks without questions.
    """
    bank, findings = check_banks(workspace.banks)
    if bank:
        require_questions(bank)
    built_in = BUILT_IN in workspace.banks
    roles = check_roles(bank, workspace.roles, built_in)
    theme = check_theme(workspace.theme) if workspace.theme else ()
    return in_reading_order([*findings, *roles, *theme])
