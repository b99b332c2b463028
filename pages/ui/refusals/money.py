"""Refusals of the money."""

from pages.ui.texts import N_

SENTENCES: dict[str, str] = {
    "bad_amount": N_("{field}: write the amount in euros like 1,234.56."),
    "amount_not_positive": N_("{field}: write an amount above zero."),
    "amount_too_large": N_("{field}: at most {most_cents}."),
    "in_future": N_("{field}: {on_date} has not come yet."),
    "bad_project_code": N_("{code} is not a CUP: fifteen letters and digits, like C11G06000000001."),
    "fund_exists": N_("There is already a fund called {fund}; it may be among the archived ones."),
    "fund_archived": N_("{fund} is archived. Choose another fund, or bring it back."),
    "fund_overdrawn": N_("{fund} does not have that much: {over_cents} are missing, {left_cents} are left."),
    "fund_spent_more": N_("{spent_cents} of {fund} are spent already: this amount is {over_cents} too low."),
    "fund_period_has_documents": N_("{fund} has paid a document of {on_date}: the period must hold it."),
    "outside_fund_period": N_("{fund} pays for documents from {lowest} to {highest}; this one is of {on_date}."),
    "line_twice": N_("The same category and fund ({fund}) stand in two lines: write them as one."),
    "budget_is_its_lines": N_("This activity's money is divided into lines: together {total_cents}. Change the lines in Budget."),
    "only_a_proposal": N_("This is only a proposal so far: first both organisations agree, then money is spent."),
    "charged_above_amount": N_("The part charged cannot be more than the document: {over_cents} too much."),
    "no_shares": N_("Say which fund pays."),
    "shares_too_low": N_("The funds do not pay all of it yet: {difference_cents} are missing."),
    "shares_too_high": N_("The funds pay {difference_cents} more than what is charged."),
    "document_charged": N_("This document is already entered, {charged_cents} of it charged: {over_cents} too much."),
    "commitment_exists": N_("{organisation} has already promised this for the year: change that commitment instead."),
    "activity_of_another_year": N_("This activity is not of the school year {school_year}."),
}
