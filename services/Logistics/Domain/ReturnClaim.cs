using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Domain;

/// <summary>退货与索赔: what the buyer asks for after the acceptance. It counts once the supplier has confirmed it (CR-15).</summary>
public sealed class ReturnClaim
{
    ReturnClaim()
    {
    }

    public Guid ReturnId { get; private init; }

    public Guid ShipmentId { get; private init; }

    public Guid OrderId { get; private init; }

    public Guid LineId { get; private init; }

    public int LineNumber { get; private init; }

    /// <summary>What the goods are called.</summary>
    public string ProductName { get; private init; } = "";

    /// <summary>The acceptance whose goods they are.</summary>
    public int AcceptanceNo { get; private init; }

    public ReturnKind Kind { get; private init; }

    /// <summary>What went back, was short or is replaced; zero when only money goes back.</summary>
    public Quantity Quantity { get; private init; }

    /// <summary>What the supplier gives back, or the buyer pays more; null when it follows from the quantity.</summary>
    public Money? Amount { get; private init; }

    public string Reason { get; private init; } = "";

    public string? Document { get; private init; }

    /// <summary>Photographs of the buyer's that show it.</summary>
    public IReadOnlyList<Guid> PhotoIds { get; private init; } = [];

    public DateTimeOffset RequestedAt { get; private init; }

    public string RequestedBy { get; private init; } = "";

    public ReturnState State { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? DecidedBy { get; private set; }

    /// <summary>Counts what was confirmed of the accepted line from 1; null unless it is confirmed.</summary>
    public int? ConfirmationNo { get; private set; }

    /// <summary>By how much it changed what the buyer owes, less than zero for what goes back (CR-15); null unless confirmed.</summary>
    public Money? PayableChange { get; private set; }

    /// <summary>Why the supplier refused it; null unless it did.</summary>
    public string? RefusalReason { get; private set; }

    /// <summary>Asks for something after an acceptance.</summary>
    /// <param name="wanted">What is asked for.</param>
    /// <param name="shipment">Whose goods they are, with its lines.</param>
    /// <param name="accepted">The accepted line.</param>
    /// <param name="others">All other claims on the same accepted line; those that were refused don't count.</param>
    /// <param name="requestedBy">The subject of the token.</param>
    /// <param name="now">The server's clock.</param>
    /// <exception cref="RuleBrokenException">More would go back than was accepted, or more money than the line is worth.</exception>
    public static ReturnClaim Request(
        WantedReturn wanted, Shipment shipment, AcceptanceLine accepted,
        IReadOnlyCollection<ReturnClaim> others, string requestedBy, DateTimeOffset now)
    {
        ReturnClaim[] counted = [.. others.Where(other => other.State != ReturnState.Refused)];
        RequireQuantity(wanted, accepted, counted);
        RequireAmount(wanted, accepted, counted);
        return new ReturnClaim
        {
            ReturnId = wanted.ReturnId,
            ShipmentId = shipment.ShipmentId,
            OrderId = shipment.OrderId,
            LineId = accepted.LineId,
            LineNumber = accepted.LineNumber,
            ProductName = shipment.Lines.Single(line => line.LineId == accepted.LineId).Goods.ProductName,
            AcceptanceNo = wanted.AcceptanceNo,
            Kind = wanted.Kind,
            Quantity = wanted.Quantity,
            Amount = wanted.Amount,
            Reason = wanted.Reason,
            Document = wanted.Document,
            PhotoIds = wanted.PhotoIds,
            RequestedAt = now,
            RequestedBy = requestedBy,
            State = ReturnState.Requested,
        };
    }

    /// <summary>The supplier agrees: from now on it counts.</summary>
    /// <param name="accepted">The accepted line.</param>
    /// <param name="confirmed">All other claims on it that were confirmed.</param>
    /// <param name="by">The subject of the token.</param>
    /// <param name="now">The server's clock.</param>
    /// <exception cref="RuleBrokenException">It was decided before, or less is left of the line than it takes.</exception>
    public void Confirm(AcceptanceLine accepted, IReadOnlyCollection<ReturnClaim> confirmed, string by, DateTimeOffset now)
    {
        RequireOpen();
        var net = new LineNet(accepted);
        foreach (var earlier in confirmed.OrderBy(claim => claim.ConfirmationNo))
        {
            net.Apply(earlier);
        }

        (PayableChange, ConfirmationNo) = (net.Apply(this), confirmed.Count + 1);
        (State, DecidedBy, DecidedAt) = (ReturnState.Confirmed, by, Instants.Later(now, RequestedAt));
    }

    /// <summary>The supplier does not agree: it never counts.</summary>
    /// <exception cref="RuleBrokenException">It was decided before.</exception>
    public void Refuse(string reason, string by, DateTimeOffset now)
    {
        RequireOpen();
        (State, RefusalReason, DecidedBy, DecidedAt) = (ReturnState.Refused, reason, by, Instants.Later(now, RequestedAt));
    }

    /// <summary>A replacement (换货) brings the same value again: nothing goes back by it, and what was replaced may still go back.</summary>
    static bool GoesBack(ReturnKind kind) => kind != ReturnKind.Replacement;

    static void RequireQuantity(WantedReturn wanted, AcceptanceLine accepted, ReturnClaim[] counted)
    {
        var gone = counted.Where(other => GoesBack(other.Kind)).Aggregate(Quantity.Zero, (sum, other) => sum + other.Quantity);
        if (gone + wanted.Quantity > accepted.Accepted)
        {
            throw new RuleBrokenException(
                "return_exceeds_accepted",
                $"第{accepted.LineNumber}行收货 {accepted.Accepted}，已申请或确认退回 {gone}，最多还可申请 {accepted.Accepted - gone}。",
                $"Line {accepted.LineNumber}: {accepted.Accepted} was accepted and {gone} is being returned already; "
                + $"at most {accepted.Accepted - gone} more can be.",
                "quantity");
        }
    }

    static void RequireAmount(WantedReturn wanted, AcceptanceLine accepted, ReturnClaim[] counted)
    {
        if (wanted.Amount is not { } amount)
        {
            return;
        }

        if (wanted.Kind == ReturnKind.PriceRise)
        {
            RequireRise(amount, accepted, counted);
            return;
        }

        // What goes back by quantity is worth its part of the net (CR-15).
        var quantity = counted.Where(other => GoesBack(other.Kind) && other.Amount is null)
            .Aggregate(Quantity.Zero, (sum, other) => sum + other.Quantity);
        var byQuantity = new Money((long)decimal.Round(
            (decimal)accepted.PayableAmount.Fen * quantity.Thousandths / accepted.Accepted.Thousandths, 0, MidpointRounding.AwayFromZero));
        var left = counted.Aggregate(accepted.PayableAmount - byQuantity, (sum, other) => other.Kind != ReturnKind.PriceRise
            ? sum - (other.Amount ?? Money.Zero)
            : other.State == ReturnState.Confirmed ? sum + other.Amount!.Value : sum);
        if (amount > left)
        {
            throw new RuleBrokenException(
                "return_exceeds_net",
                $"第{accepted.LineNumber}行净额 {accepted.PayableAmount} 元，扣除其他退货和退款后最多还可申请 {(left < Money.Zero ? Money.Zero : left)} 元。",
                $"Line {accepted.LineNumber} is worth {accepted.PayableAmount} yuan net; "
                + $"after other returns and refunds at most {(left < Money.Zero ? Money.Zero : left)} yuan can be given back.",
                "amountFen");
        }
    }

    /// <summary>Price rises (补价) can't add more than the line cost: what is more is a purchase of its own.</summary>
    static void RequireRise(Money amount, AcceptanceLine accepted, ReturnClaim[] counted)
    {
        var risen = counted.Where(other => other.Kind == ReturnKind.PriceRise)
            .Aggregate(Money.Zero, (sum, other) => sum + other.Amount!.Value);
        if (amount > accepted.PayableAmount - risen)
        {
            throw new RuleBrokenException(
                "rise_exceeds_net",
                $"第{accepted.LineNumber}行净额 {accepted.PayableAmount} 元，已申请或确认补价 {risen} 元，最多还可补价 {accepted.PayableAmount - risen} 元。",
                $"Line {accepted.LineNumber} cost {accepted.PayableAmount} yuan and its price is raised by {risen} yuan already; "
                + $"at most {accepted.PayableAmount - risen} more can be added.",
                "amountFen");
        }

        var gone = counted.Where(other => GoesBack(other.Kind)).Aggregate(Quantity.Zero, (sum, other) => sum + other.Quantity);
        if (gone >= accepted.Accepted)
        {
            throw new RuleBrokenException(
                "nothing_left",
                $"第{accepted.LineNumber}行收下的货物已全部退回或申请退回，没有可补价的货物。",
                $"All goods of line {accepted.LineNumber} went or are going back; there is nothing whose price could rise.",
                "lineId");
        }
    }

    void RequireOpen()
    {
        if (State != ReturnState.Requested)
        {
            var decided = BusinessDay.Text(DecidedAt!.Value);
            var (zh, en) = State == ReturnState.Confirmed ? ("确认", "confirmed") : ("拒绝", "refused");
            throw new RuleBrokenException(
                "already_decided",
                $"该申请已于 {decided}（北京时间）{zh}，不能再次处理。",
                $"This claim was {en} at {decided} (UTC+8) and can't be decided again.");
        }
    }
}

/// <summary>What a buyer asks for after an acceptance.</summary>
public sealed record WantedReturn(
    Guid ReturnId, int AcceptanceNo, ReturnKind Kind, Quantity Quantity, Money? Amount, string Reason, string? Document)
{
    /// <summary>Photographs of the buyer's that show it.</summary>
    public IReadOnlyList<Guid> PhotoIds { get; init; } = [];
}

/// <summary>What became of a return or claim.</summary>
public enum ReturnState
{
    /// <summary>待供应商确认.</summary>
    Requested = 1,

    /// <summary>已确认: it counts.</summary>
    Confirmed = 2,

    /// <summary>已拒绝: it never counts.</summary>
    Refused = 3,
}
