using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Plans;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Routing.Network;
using Microsoft.EntityFrameworkCore;
using NetworkNode = Marketplace.Logistics.Domain.NetworkNode;
using NodeKind = Marketplace.Logistics.Domain.NodeKind;

namespace Marketplace.Logistics.Freight;

/// <summary>What a request for quotes names, read once for all its consignments.</summary>
sealed class KnownGoods
{
    const long KgMax = 1_000_000;

    readonly Dictionary<Guid, TradedProduct> _products;
    readonly Dictionary<Guid, TemperatureClass> _asked;
    readonly Dictionary<Guid, NetworkNode> _nodes;
    readonly Dictionary<Guid, Guid> _usual;
    readonly Dictionary<Guid, string> _dockRegions;
    readonly ILookup<Guid, string> _origins;
    readonly Dictionary<string, Region> _regions;

    KnownGoods(
        Dictionary<Guid, TradedProduct> products, Dictionary<Guid, TemperatureClass> asked, Dictionary<Guid, NetworkNode> nodes,
        Dictionary<Guid, Guid> usual, Dictionary<Guid, string> dockRegions, ILookup<Guid, string> origins,
        Dictionary<string, Region> regions) =>
        (_products, _asked, _nodes, _usual, _dockRegions, _origins, _regions) =
            (products, asked, nodes, usual, dockRegions, origins, regions);

    public static async Task<KnownGoods> ReadAsync(
        LogisticsDb db, IReadOnlyList<QuoteFreight.Consignment> consignments, CancellationToken ct)
    {
        Guid[] products = [.. consignments.SelectMany(asked => asked.Items).Select(item => item.ProductId).OfType<Guid>().Distinct()];
        Guid[] suppliers = [.. consignments.Select(asked => asked.From.SupplierId).OfType<Guid>().Distinct()];
        Guid[] docks = [.. consignments.Select(asked => asked.To.DockId).OfType<Guid>().Distinct()];
        var usual = await db.SupplierStations.AsNoTracking().Where(known => suppliers.Contains(known.SupplierId))
            .ToDictionaryAsync(known => known.SupplierId, known => known.NodeId, ct);
        Guid[] nodeIds = [.. consignments.Select(asked => asked.From.NodeId).OfType<Guid>().Concat(usual.Values).Distinct()];
        var nodes = await db.Nodes.AsNoTracking().Include(node => node.Region).Where(node => nodeIds.Contains(node.Id))
            .ToDictionaryAsync(node => node.Id, ct);
        var dockRegions = await db.Docks.AsNoTracking().Where(dock => docks.Contains(dock.DockId))
            .ToDictionaryAsync(dock => dock.DockId, dock => dock.RegionId, ct);
        var origins = await db.Products.AsNoTracking().Where(product => suppliers.Contains(product.SupplierId))
            .Select(product => new { product.SupplierId, product.OriginPath }).Distinct().ToListAsync(ct);
        string[] regions =
        [
            .. consignments.SelectMany(asked => (string?[])[asked.From.RegionId, asked.To.RegionId]).OfType<string>()
                .Concat(dockRegions.Values).Concat(RegionPath.IdsIn(origins.Select(origin => origin.OriginPath)))
                .Distinct(StringComparer.Ordinal),
        ];
        return new KnownGoods(
            await db.Products.AsNoTracking().Where(product => products.Contains(product.ProductId))
                .ToDictionaryAsync(product => product.ProductId, ct),
            await db.ProductTemperatures.AsNoTracking().Where(product => products.Contains(product.ProductId))
                .ToDictionaryAsync(product => product.ProductId, product => product.Class, ct),
            nodes, usual, dockRegions,
            origins.ToLookup(origin => origin.SupplierId, origin => origin.OriginPath),
            await db.Regions.AsNoTracking().Where(region => regions.Contains(region.Id)).ToDictionaryAsync(region => region.Id, ct));
    }

    /// <summary>A consignment as it was asked for.</summary>
    /// <param name="asked">What was asked.</param>
    /// <param name="plans">How goods are weighed.</param>
    /// <exception cref="InvalidRequestException">It names something that is not known, or is too heavy.</exception>
    public FreightConsignment Read(QuoteFreight.Consignment asked, PlanOptions plans)
    {
        var grams = 0m;
        HashSet<FreightClass> classes = [];
        foreach (var (index, item) in asked.Items.Index())
        {
            var product = item.ProductId is { } id ? ProductOf(id, index) : null;
            grams += GramsOf(item, product, plans);
            classes.Add(product is null ? item.Class!.Value : ClassOf(product));
        }

        // Rounded up as plans do.
        var kg = decimal.Ceiling(grams / 1_000);
        if (kg > KgMax)
        {
            throw new InvalidRequestException(
                "too_heavy", "items", $"一批货物最多 {KgMax} 公斤，请分批询价。", $"A consignment weighs {KgMax} kg at most; ask for parts of it.");
        }

        var weight = Math.Max(1, (int)kg);
        var part = new Part("", 0, 0, weight, weight * plans.LitresPerKg, "", 0, 0, 0);
        return new FreightConsignment(
            From(asked), To(asked.To), asked.DeliverOn, FreightClasses.Together(classes), weight, NetworkRules.Default.ChargeableKg(part));
    }

    TradedProduct ProductOf(Guid productId, int index) => _products.GetValueOrDefault(productId) ?? throw new InvalidRequestException(
        "product_unknown", string.Create(CultureInfo.InvariantCulture, $"items[{index}].productId"),
        "没有此在售商品；请核对标识，或改填温度等级（class）和重量（weightKg）。",
        "No such product is on offer; check its id, or give a class (class) and a weight (weightKg).");

    FreightClass ClassOf(TradedProduct product) =>
        FreightClasses.Of(_asked.TryGetValue(product.ProductId, out var kept) ? kept : product.UsualClass);

    static decimal GramsOf(QuoteFreight.Item item, TradedProduct? product, PlanOptions plans) =>
        item.WeightKg is { } weight ? weight.Thousandths
        : decimal.Ceiling(item.Quantity!.Value.Units * (product!.UnitGrams ?? (product.UnitPieces ?? 1) * (decimal)plans.GramsPerPiece));

    FreightPlace From(QuoteFreight.Consignment asked) => asked.From switch
    {
        { RegionId: { } regionId } => RegionOf(regionId, "from.regionId"),
        { NodeId: { } nodeId } => _nodes.GetValueOrDefault(nodeId) is { } node && IsOrigin(node, asked.DeliverOn)
            ? PlaceOf(node)
            : throw new InvalidRequestException(
                "station_unknown", "from.nodeId", "没有此在用的服务站或县级仓，请核对标识。", "No station or hub in use has this id; check it."),
        { SupplierId: var supplierId } => OriginOf(supplierId!.Value, asked),
    };

    /// <summary>As plans take it: the usual station when it is in the region that the goods come from, otherwise that region.</summary>
    FreightPlace OriginOf(Guid supplierId, QuoteFreight.Consignment asked)
    {
        var named = asked.Items.Select(item => item.ProductId).OfType<Guid>().Select(_products.GetValueOrDefault)
            .Where(product => product?.SupplierId == supplierId).Select(product => product!.OriginPath).ToList();
        var goods = named.Count > 0 ? named : [.. _origins[supplierId]];
        var common = goods.Count > 0 ? RegionPath.CommonOf(goods.Select(path => new RegionPath(path))) : "/";
        if (_usual.TryGetValue(supplierId, out var nodeId) && _nodes.GetValueOrDefault(nodeId) is { } station
            && IsOrigin(station, asked.DeliverOn) && station.Region.PathValue.StartsWith(common, StringComparison.Ordinal))
        {
            return PlaceOf(station);
        }

        return common != "/"
            ? RegionOf(new RegionPath(common).RegionId, "from.supplierId")
            : throw new InvalidRequestException(
                "origin_unknown", "from.supplierId",
                "不知道该供应商的货从哪里发出；请改填产地（regionId）或服务站（nodeId）。",
                "Nobody knows where goods of this supplier come from; give their region (regionId) or station (nodeId).");
    }

    static bool IsOrigin(NetworkNode node, DateOnly day) => node.Kind != NodeKind.Depot && node.IsUsedOn(day);

    static FreightPlace PlaceOf(NetworkNode node) => new(new RegionPath(node.Region.PathValue), node.Name, node);

    FreightPlace To(QuoteFreight.Destination to) => to switch
    {
        { RegionId: { } regionId } => RegionOf(regionId, "to.regionId"),
        { DockId: var dockId } => _dockRegions.GetValueOrDefault(dockId!.Value) is { } regionId
            ? RegionOf(regionId, "to.dockId")
            : throw new InvalidRequestException("dock_unknown", "to.dockId", "没有此收货点，请核对标识。", "There is no such dock; check its id."),
    };

    FreightPlace RegionOf(string regionId, string field)
    {
        if (_regions.GetValueOrDefault(regionId) is not { } region)
        {
            var unknown = UnknownRegion.Refusal(regionId);
            throw new InvalidRequestException(UnknownRegion.Code, field, unknown.Zh, unknown.En);
        }

        if (region.EndedOn is { } endedOn)
        {
            var ended = EndedRegion.Refusal(region.Name, region.Id, region.Code, endedOn);
            throw new InvalidRequestException(EndedRegion.Code, field, ended.Zh, ended.En);
        }

        return new FreightPlace(new RegionPath(region.PathValue), region.Name, null);
    }
}
