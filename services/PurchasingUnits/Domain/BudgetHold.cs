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
    public int Year { get; private set; }

    /// <summary>The account that the claim is on, whether it exists or not.</summary>
    public Guid AccountId => BudgetAccount.IdOf(UnitId, Year);

    /// <summary>The amount of the order.</summary>
    public long AmountFen { get; private init; }

    /// <summary>What is still held.</summary>
    public long OpenFen { get; private set; }

    /// <summary>The value of what was accepted so far, less what went back.</summary>
    public long SettledFen { get; private set; }

    /// <summary>What the account did not have when the order was accepted or its price rose; it stays, whatever comes back later.</summary>
    public long OverdrawnFen { get; private set; }

    public HoldState State { get; private set; }

    /// <summary>Its order was heard to be confirmed, and what it is expected to execute of a quota is held.</summary>
    public bool IsConfirmed { get; private set; }

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

    /// <summary>Its order was confirmed.</summary>
    public void Confirm() => IsConfirmed = true;

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
    /// Settles the accepted value of lines for which so much was reserved. What was accepted is owed, whatever was held for it: goods that
    /// weighed more than ordered may cost more than the account has, which is then overdrawn.
    /// </summary>
    /// <param name="account">The account of the budget year.</param>
    /// <param name="reservedFen">What the order had reserved for the lines; no more of it is taken than is still held.</param>
    /// <param name="acceptedFen">What the buyer owes for them.</param>
    /// <returns>What the account did not have.</returns>
    /// <exception cref="InvalidOperationException">The accepted value is negative.</exception>
    public long Settle(BudgetAccount account, long reservedFen, long acceptedFen)
    {
        if (acceptedFen < 0)
        {
            throw new InvalidOperationException($"{acceptedFen} fen can't have been accepted of order {OrderId}.");
        }

        Year = account.Year;
        var heldFen = Math.Min(reservedFen, OpenFen);
        var overdrawnFen = account.Settle(heldFen, acceptedFen);
        OpenFen -= heldFen;
        SettledFen += acceptedFen;
        OverdrawnFen += overdrawnFen;
        State = OpenFen == 0 ? HoldState.Settled : State;
        return overdrawnFen;
    }

    /// <summary>Gives back what is held for lines that will not be sent; nothing when nothing is held.</summary>
    /// <param name="account">The account of the budget year; null when there is none, and so nothing held.</param>
    /// <param name="reservedFen">What the order had reserved for the lines; no more of it is taken than is still held.</param>
    public void ReleaseLines(BudgetAccount? account, long reservedFen)
    {
        if (account is null || State != HoldState.Held)
        {
            return;
        }

        var heldFen = Math.Min(reservedFen, OpenFen);
        account.Release(heldFen);
        OpenFen -= heldFen;
        if (OpenFen == 0)
        {
            State = HoldState.Settled;
        }
    }

    /// <summary>
    /// Gives back what goods that were accepted are worth no more, or spends what their price rose by, even when the account lacks it.
    /// </summary>
    /// <param name="account">The account of the year of the order.</param>
    /// <param name="changeFen">Less than zero for what goes back; together never more than was settled.</param>
    /// <returns>What the account did not have.</returns>
    /// <exception cref="InvalidOperationException">So much was not settled.</exception>
    public long Refund(BudgetAccount account, long changeFen)
    {
        if (SettledFen + changeFen < 0)
        {
            throw new InvalidOperationException($"Order {OrderId} has {SettledFen} fen settled; a change by {changeFen} can't be booked.");
        }

        var overdrawnFen = account.Settle(heldFen: 0, changeFen);
        SettledFen += changeFen;
        OverdrawnFen += overdrawnFen;
        return overdrawnFen;
    }
}
