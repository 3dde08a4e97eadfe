namespace Marketplace.Logistics.Epcis;

/// <summary>
/// The URIs by which this installation names its things to others, in the forms that CBV 2.0 gives for HTTP URIs: "obj" for single objects,
/// "class" for classes of them, "bt" for business transactions, "loc" for places, "pty" for parties.
/// </summary>
sealed class EpcisIds(string idBase)
{
    static readonly Dictionary<NamedKind, string> Paths = new()
    {
        [NamedKind.Shipment] = "shipment/obj",
        [NamedKind.Consignment] = "shipment/bt",
        [NamedKind.Batch] = "batch/class",
        [NamedKind.Product] = "product/class",
        [NamedKind.Order] = "order/bt",
        [NamedKind.Acceptance] = "acceptance/bt",
        [NamedKind.Return] = "return/bt",
        [NamedKind.Recall] = "recall/bt",
        [NamedKind.Node] = "node/loc",
        [NamedKind.Dock] = "dock/loc",
        [NamedKind.Party] = "organisation/pty",
    };

    /// <summary>What the names of our own members begin with, in events that have them.</summary>
    public string Vocabulary { get; } = $"{idBase}/voc/";

    /// <summary>The URI of a thing that has an id.</summary>
    public string Of(NamedKind kind, Guid id) => $"{idBase}/{Paths[kind]}/{id}";

    /// <summary>The URI of a region, which stands for places in it that have no id.</summary>
    public string OfRegion(string regionId) => $"{idBase}/region/loc/{regionId}";

    /// <summary>The URI of a logger, whose number its maker gave it.</summary>
    public string OfDevice(string deviceId) => $"{idBase}/logger/obj/{Uri.EscapeDataString(deviceId)}";

    /// <summary>What a URI names here; null when it is none of ours.</summary>
    public (NamedKind Kind, Guid Id)? Read(string uri)
    {
        if (!uri.StartsWith($"{idBase}/", StringComparison.Ordinal))
        {
            return null;
        }

        var rest = uri[(idBase.Length + 1)..];
        var end = rest.LastIndexOf('/');
        var known = end < 0 ? default : Paths.FirstOrDefault(path => path.Value == rest[..end]);
        return known.Value is not null && Guid.TryParseExact(rest[(end + 1)..], "D", out var id) ? (known.Key, id) : null;
    }

    /// <summary>The ids of those of the URIs that name things of a kind.</summary>
    public IReadOnlyList<Guid> IdsOf(NamedKind kind, IEnumerable<string> uris) =>
        [.. uris.Select(Read).OfType<(NamedKind Kind, Guid Id)>().Where(named => named.Kind == kind).Select(named => named.Id).Distinct()];
}

/// <summary>Things that have a URI.</summary>
enum NamedKind
{
    /// <summary>The goods of a shipment as one object.</summary>
    Shipment = 1,

    /// <summary>The shipment as a business transaction: its despatch advice.</summary>
    Consignment = 2,

    Batch = 3,

    Product = 4,

    Order = 5,

    Acceptance = 6,

    /// <summary>A return or claim.</summary>
    Return = 7,

    Recall = 8,

    /// <summary>A station, hub or depot.</summary>
    Node = 9,

    Dock = 10,

    /// <summary>A supplier, carrier, unit or station in its role as a party.</summary>
    Party = 11,
}
