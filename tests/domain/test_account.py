"""Who signs in."""

from app.domain.account import Account, Kind, Organisation


def test_an_account_is_of_the_kind_of_its_organisation() -> None:
    province = Organisation(1, Kind.PROVINCE, "Provincie Overijssel", None, None, "Overijssel", (), None)

    assert Account(1, "Bo Vos", "bo@provincie.example", province).kind is Kind.PROVINCE
