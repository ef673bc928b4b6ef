"""The option of the language that candidates read."""

import click


def _language(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    from kitgen.language import standard_tag

    try:
        return value and standard_tag(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


candidate_language_option = click.option(
    "--candidate-language",
    metavar="TAG",
    callback=_language,
    help="The language of questions on candidate sheets, such as de or pt-BR, where they are "
    "translated.",
)
