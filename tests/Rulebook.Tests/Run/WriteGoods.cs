using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Logistics;
using Marketplace.Rulebook.Tests.Cases;
using Marketplace.Rulebook.Tests.Notation;

namespace Marketplace.Rulebook.Tests.Run;

/// <summary>Makes messages from orders as they are written, with what the rule book says where a case says nothing.</summary>
sealed class WriteGoods(World world)
{
    static readonly TimeSpan FromConfirmationToAcceptance = TimeSpan.FromDays(2);

    /// <summary>Who sells a line: as the line says, or the order, or else a cooperative of the origin.</summary>
    public static string SupplierOf(AcceptStep accept, LineStep line) => line.Supplier ?? accept.Supplier ?? $"合作社{line.Origin}";

    /// <summary>The acceptance of an order, whose lines are known by their names from now on.</summary>
    public DeliveryAccepted Accepted(string order, AcceptStep accept, DateTimeOffset at)
    {
        var confirmed = Confirmed(accept, at);
        DeliveryAccepted.Line[] lines = [.. accept.Lines.Select((line, index) => AcceptedLine(order, accept, line, index + 1))];
        return new DeliveryAccepted
        {
            AcceptanceId = Guid.CreateVersion7(),
            AcceptanceNo = 1,
            ShipmentId = Guid.CreateVersion7(),
            OrderId = Guid.CreateVersion7(),
            OrderNumber = $"{BusinessDay.Of(confirmed):yyyyMMdd}-{order}",
            UnitId = world.UnitId(accept.By),
            UnitName = accept.By,
            BudgetYear = BusinessDay.Of(confirmed).Year,
            SupplierId = lines[0].Goods.SupplierId,
            ConfirmedAt = confirmed,
            DispatchedAt = confirmed.AddHours(1),
            DeliveredAt = at.AddHours(-2),
            AcceptedAt = at,
            AcceptedBy = accept.IsAutomatic ? "auto" : "buyer-7",
            Waybill = "SF1234567890",
            DeliveryPath = Destination(accept, BusinessDay.Of(at)),
            IsAutomatic = accept.IsAutomatic ? true : null,
            Terms = Terms(accept, confirmed, lines),
            Lines = lines,
        };
    }

    public static DateTimeOffset Confirmed(AcceptStep accept, DateTimeOffset at) =>
        accept.Confirmed is null ? at - FromConfirmationToAcceptance : Written.Instant(accept.Confirmed);

    public RegionPath Destination(AcceptStep accept, DateOnly day) => world.Tree.Path(accept.DeliverTo ?? world.RegionOf(accept.By, day));

    OrderTerms? Terms(AcceptStep accept, DateTimeOffset confirmed, IReadOnlyList<DeliveryAccepted.Line> lines)
    {
        var terms = new OrderTerms
        {
            Capacity = accept.Capacity,
            PrincipalUnitId = accept.Principal is null ? null : world.UnitId(accept.Principal),
            Channel = accept.Channel,
            Facilitation = accept.Facilitator is null ? null : new Facilitation
            {
                FacilitatorId = world.FacilitatorId(accept.Facilitator),
                NamedAt = accept.FacilitatorNamed is null ? confirmed : Written.Instant(accept.FacilitatorNamed),
                Proof = accept.Proof == "none" ? null : accept.Proof,
            },
            Discount = accept.Discount is null ? null : new OrderDiscount
            {
                AmountFen = Written.Money(accept.Discount).Fen,
                Lines = [.. lines.Select(line => new OrderDiscount.Line { LineNumber = line.LineNumber, GrossFen = line.OrderedFen })],
            },
        };
        return terms == new OrderTerms() ? null : terms;
    }

    DeliveryAccepted.Line AcceptedLine(string order, AcceptStep accept, LineStep line, int number)
    {
        var (ordered, goods) = Goods(accept, line);
        var dispatched = line.Dispatched is null ? ordered : Written.Quantity(line.Dispatched).Quantity;
        var accepted = line.Accepted is null ? dispatched : Written.Quantity(line.Accepted).Quantity;
        Quantity? free = line.Free is null ? null : Written.Quantity(line.Free).Quantity;
        return new DeliveryAccepted.Line
        {
            LineId = Name(order, line, goods.UnitPrice),
            LineNumber = number,
            Goods = goods,
            Ordered = ordered,
            OrderedFen = Money.Of(ordered - (free ?? Quantity.Zero), goods.UnitPrice).Fen,
            Dispatched = dispatched,
            Accepted = accepted,
            Short = Quantity.Zero,
            Rejected = dispatched - accepted,
            RejectionReason = dispatched > accepted ? "不需要" : null,
            Free = free,
            AcceptedFen = Money.Of(accepted - (free ?? Quantity.Zero), goods.UnitPrice).Fen,
            SubsidyFen = line.Subsidy is null ? null : Written.Money(line.Subsidy).Fen,
            Batches = [Batch(accept, line, ordered)],
        };
    }

    /// <summary>Gives the line its id, under which the rest of the case finds it.</summary>
    public Guid Name(string order, LineStep line, UnitPrice price)
    {
        var name = line.Name ?? $"L{world.Lines.Count + 1}";
        var id = world.Id("line", name);
        world.Lines.Add(name, new SoldLine(id, 1, order, price));
        return id;
    }

    /// <summary>What was ordered of which goods.</summary>
    public (Quantity Ordered, GoodsFacts Goods) Goods(AcceptStep accept, LineStep line)
    {
        var supplier = SupplierOf(accept, line);
        var product = line.Product ?? $"{line.Origin}农产品";
        var (ordered, unit) = Written.Quantity(line.Quantity ?? "1 件");
        return (ordered, new GoodsFacts
        {
            // What an agent lists is another product than that of its principal.
            ProductId = world.Id("product", line.Principal is null ? product : $"{product} {supplier}"),
            ListingVersion = 1,
            ProductName = product,
            Category = line.Category,
            ProcessingLevel = line.Processing,
            SupplierId = world.Id("supplier", supplier),
            SupplierName = supplier,
            OriginPath = world.Tree.Path(line.Origin),
            OriginName = Fixture.NameOf(line.Origin),
            Recognition = line.IsCertified ? Recognised(line, line.Claims) : null,
            Origins = line.Shares is null ? null : [.. line.Shares.Select((share, index) => new OriginPart
            {
                ShareNo = index + 1,
                Weight = Written.Money(share.Weight).Fen,
                OriginPath = share.Origin is null ? null : world.Tree.Path(share.Origin),
                OriginName = share.Origin is null ? null : Fixture.NameOf(share.Origin),
                Recognition = share.Origin is not null && share.IsCertified ? Recognised(line, share.Claims) : null,
            })],
            Charge = line.Charge,
            Agency = line.Principal is null ? null : new Agency
            {
                PrincipalId = world.Id("supplier", line.Principal),
                PrincipalName = line.Principal,
                ProductId = world.Id("product", product),
                ValidFrom = new DateOnly(2012, 1, 1),
                ValidUntil = new DateOnly(2035, 12, 31),
            },
            SupplierRegistrationPath = world.Case.Registry.Suppliers.TryGetValue(supplier, out var given)
                ? world.Tree.Path(given.Registered)
                : world.Tree.Path(line.Origin),
            ContractPrice = line.ContractFloor is null ? null : new ContractPrice
            {
                Floor = Written.Price(line.ContractFloor),
                Market = Written.Price(line.ContractMarket ?? line.ContractFloor),
            },
            Unit = unit,
            UnitPrice = Written.Price(
                line.Price ?? line.Amount ?? throw new CaseFailedException("line", "a price, or an amount for one piece", "neither")),
        });
    }

    /// <summary>Confirmed when the goods were ordered, unless the seller claims a number.</summary>
    Recognition Recognised(LineStep line, string? claims) => new()
    {
        Number = claims ?? $"RZ-{line.Origin}",
        RecordId = claims is null ? world.Id("recognition", $"RZ-{line.Origin}") : null,
        ValidFrom = new DateOnly(2012, 1, 1),
        ValidUntil = Written.Day(line.CertifiedUntil),
    };

    /// <summary>A batch of the registry, or one of the supplier's own that holds enough.</summary>
    public BatchShare Batch(AcceptStep accept, LineStep line, Quantity quantity)
    {
        var given = line.Batch is null ? null : world.Case.Registry.Batches[line.Batch];
        return new BatchShare
        {
            BatchId = line.Batch is null ? Guid.CreateVersion7() : world.Id("batch", line.Batch),
            Quantity = quantity,
            SupplierId = world.Id("supplier", given?.Supplier ?? SupplierOf(accept, line)),
            Declared = given?.Declared is null ? null : Written.Quantity(given.Declared).Quantity,
        };
    }
}
