namespace Marketplace.PurchasingUnits.Domain;

/// <summary>What became of an order's claim on the budget.</summary>
public enum HoldState
{
    /// <summary>Some of the amount waits for acceptances.</summary>
    Held = 1,

    /// <summary>The budget did not cover it.</summary>
    Declined = 2,

    /// <summary>The order was cancelled before it was confirmed.</summary>
    Released = 3,

    /// <summary>Everything ordered was accepted, short, refused or cancelled.</summary>
    Settled = 4,
}

/// <summary>The claim of one order on a budget account.</summary>
public sealed class BudgetHold
{
    BudgetHold()
    {
    }

    public Guid OrderId { get; private init; }

    public Guid UnitId { get; private init; }

    /// <summary>0 when the order was cancelled before it was known: a cancellation doesn't name the year.</summary>
    public int Year { get; private init; }

    /// <summary>The account that the claim is on, whether it exists or not.</summary>
    public Guid AccountId => BudgetAccount.IdOf(UnitId, Year);

    /// <summary>The amount of the order.</summary>
    public long AmountFen { get; private init; }

    /// <summary>What is still held.</summary>
    public long OpenFen { get; private set; }

    /// <summary>The value of what was accepted so far, less what went back.</summary>
    public long SettledFen { get; private set; }

    public HoldState State { get; private set; }

    /// <summary>When the claim was granted or declined.</summary>
    public DateTimeOffset DecidedAt { get; private init; }

    /// <summary>
    /// Holds the amount of an order on the account, or declines it when the account is missing or too little is available.
    /// </summary>
    /// <exception cref="InvalidOperationException">The amount is negative.</exception>
    public static BudgetHold Decide(Guid orderId, Guid unitId, int year, long amountFen, BudgetAccount? account, DateTimeOffset now)
    {
        if (amountFen < 0)
        {
            throw new InvalidOperationException($"Order {orderId} has the negative amount {amountFen} fen.");
        }

        var held = account?.TryHold(amountFen) == true;
        return new BudgetHold
        {
            OrderId = orderId,
            UnitId = unitId,
            Year = year,
            AmountFen = amountFen,
            OpenFen = held ? amountFen : 0,
            State = held ? HoldState.Held : HoldState.Declined,
            DecidedAt = now,
        };
    }

    /// <summary>Stands for an order whose cancellation arrived before it, so that nothing will be held for it.</summary>
    public static BudgetHold CancelledEarly(Guid orderId, Guid unitId, DateTimeOffset now) =>
        new() { OrderId = orderId, UnitId = unitId, State = HoldState.Released, DecidedAt = now };

    /// <summary>Gives back what is still held.</summary>
    /// <exception cref="InvalidOperationException">Nothing is held.</exception>
    public void Release(BudgetAccount account)
    {
        if (State != HoldState.Held)
        {
            throw new InvalidOperationException($"Order {OrderId} is {State}; there is nothing to release.");
        }

        account.Release(OpenFen);
        OpenFen = 0;
        State = HoldState.Released;
    }

    /// <summary>
    /// Settles the accepted value of lines for which so much was reserved. Goods weighed at the dock may come to somewhat more than that;
    /// the account has to have it.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// So much is not held, or the account doesn't cover what was accepted beyond it.
    /// </exception>
    public void Settle(BudgetAccount? account, long reservedFen, long acceptedFen)
    {
        // Lines that cost nothing may still be accepted when everything else is settled.
        var isGranted = State is HoldState.Held or HoldState.Settled;
        if (account is null || !isGranted || reservedFen > OpenFen || acceptedFen < 0)
        {
            throw new InvalidOperationException(
                $"Order {OrderId} is {State} with {OpenFen} fen open; "
                + $"{acceptedFen} accepted of {reservedFen} fen reserved can't be settled.");
        }

        if (acceptedFen - reservedFen > account.AvailableFen)
        {
            throw new InvalidOperationException(
                $"Order {OrderId}: {acceptedFen} fen were accepted of {reservedFen} reserved, "
                + $"and the account has {account.AvailableFen} left. "
                + "Raise the budget of the year, then send the message again.");
        }

        account.Settle(reservedFen, acceptedFen);
        OpenFen -= reservedFen;
        SettledFen += acceptedFen;
        if (OpenFen == 0)
        {
            State = HoldState.Settled;
        }
    }

    /// <summary>Gives back what is held for lines that will not be sent.</summary>
    /// <exception cref="InvalidOperationException">So much is not held.</exception>
    public void ReleaseLines(BudgetAccount? account, long reservedFen)
    {
        if (account is null || State is not (HoldState.Held or HoldState.Settled) || reservedFen > OpenFen)
        {
            throw new InvalidOperationException(
                $"Order {OrderId} is {State} with {OpenFen} fen open; {reservedFen} fen of cancelled lines can't be released.");
        }

        account.Release(reservedFen);
        OpenFen -= reservedFen;
        if (OpenFen == 0)
        {
            State = HoldState.Settled;
        }
    }

    /// <summary>Gives back what goods that were accepted are worth no more, or spends what their price rose by.</summary>
    /// <param name="account">The account of the year of the order.</param>
    /// <param name="changeFen">Less than zero for what goes back; together never more than was settled.</param>
    /// <exception cref="InvalidOperationException">So much was not settled, or the account doesn't cover the rise.</exception>
    public void Refund(BudgetAccount? account, long changeFen)
    {
        if (account is null || SettledFen + changeFen < 0)
        {
            throw new InvalidOperationException($"Order {OrderId} has {SettledFen} fen settled; a change by {changeFen} can't be booked.");
        }

        if (changeFen > account.AvailableFen)
        {
            throw new InvalidOperationException(
                $"Order {OrderId}: its price rose by {changeFen} fen, and the account has {account.AvailableFen} left. "
                + "Raise the budget of the year, then send the message again.");
        }

        account.Settle(heldFen: 0, changeFen);
        SettledFen += changeFen;
    }
}
