using System.Globalization;

namespace Marketplace.PurchasingUnits.Domain;

/// <summary>
/// What a unit may spend in a year, and what of it is held for orders or settled by acceptances. Held and
/// settled never exceed the amount.
/// </summary>
public sealed class BudgetAccount
{
    public const int YearMin = 2000;

    public const int YearMax = 2100;

    /// <summary>A trillion yuan: more than any unit has, and far from where sums overflow.</summary>
    public const long AmountFenMax = 100_000_000_000_000;

    BudgetAccount()
    {
    }

    /// <summary>Follows from the unit and the year, so that an order finds its account without a search.</summary>
    public Guid Id { get; private init; }

    public Guid UnitId { get; private init; }

    public int Year { get; private init; }

    public long AmountFen { get; private set; }

    /// <summary>Reserved for orders that are not accepted yet.</summary>
    public long HeldFen { get; private set; }

    /// <summary>The value of what was accepted.</summary>
    public long SettledFen { get; private set; }

    /// <summary>
    /// Rises when the amount is set; holds and settlements leave it, so that two people editing don't collide with every order.
    /// </summary>
    public long Version { get; private set; }

    /// <summary>What may still be ordered; less than zero while the account is overdrawn.</summary>
    public long AvailableFen => AmountFen - HeldFen - SettledFen;

    /// <summary>
    /// What was accepted beyond the amount of the year: goods that weighed more than ordered, or whose price rose. What was accepted is
    /// owed, so that it is booked and said; orders never overdraw an account.
    /// </summary>
    public long OverdrawnFen { get; private set; }

    public static Guid IdOf(Guid unitId, int year) =>
        StableId.Of("budget", unitId.ToString("D"), year.ToString(CultureInfo.InvariantCulture));

    public static BudgetAccount Open(Guid unitId, int year, long amountFen) =>
        new() { Id = IdOf(unitId, year), UnitId = unitId, Year = year, AmountFen = amountFen, Version = 1 };

    /// <summary>
    /// Sets the amount, unless it is lowered to less than what is held and settled. An overdrawn account may be raised by any amount.
    /// </summary>
    /// <returns>False when it would be too little; then nothing changes.</returns>
    public bool TrySet(long amountFen)
    {
        if (amountFen < HeldFen + SettledFen && amountFen <= AmountFen)
        {
            return false;
        }

        AmountFen = amountFen;
        Version++;
        Overdraw();
        return true;
    }

    /// <summary>Holds the amount of an order if so much is available.</summary>
    public bool TryHold(long amountFen)
    {
        if (amountFen > Math.Max(0, AvailableFen))
        {
            return false;
        }

        HeldFen += amountFen;
        return true;
    }

    /// <summary>Gives back what was held.</summary>
    public void Release(long heldFen)
    {
        HeldFen -= heldFen;
        Overdraw();
    }

    /// <summary>
    /// Turns what was held into what was accepted; the difference is available again. What the account does not have is overdrawn.
    /// </summary>
    /// <returns>By how much it is overdrawn more than before; zero when it has all of it.</returns>
    public long Settle(long heldFen, long acceptedFen)
    {
        var before = OverdrawnFen;
        HeldFen -= heldFen;
        SettledFen += acceptedFen;
        Overdraw();
        return Math.Max(0, OverdrawnFen - before);
    }

    void Overdraw() => OverdrawnFen = Math.Max(0, -AvailableFen);
}
