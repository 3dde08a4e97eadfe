using System.Globalization;
using System.Security.Cryptography;
using Marketplace.Client.Logistics;

namespace Marketplace.Portal.Tours;

/// <summary>A shipment that is taken over or given up.</summary>
/// <param name="Packages">How many; what was typed and is no number is less than any that the service takes.</param>
/// <param name="Labels">Codes of labels of its packages, in place of their number; empty when they were counted.</param>
sealed record Scan(Guid ShipmentId, int Packages, IReadOnlyList<string> Labels);

/// <summary>Hand-overs as they are sent: each scan has an id of its own, the same when the same form comes again.</summary>
static class Scans
{
    /// <summary>In place of what was typed and is no number: the service says what it wants.</summary>
    const int NoNumber = -1;

    const int VersionByte = 6;
    const int VariantByte = 8;

    public static int Packages(string typed) =>
        int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var packages) ? packages : NoNumber;

    /// <summary>When it was scanned, as the form says; what can't be read is refused by the service.</summary>
    public static DateTimeOffset At(string sent, TimeProvider clock) => sent.Length == 0 ? clock.GetUtcNow()
        : DateTimeOffset.TryParse(sent, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : default;

    /// <param name="form">The id that stands in the form.</param>
    public static RecordCustodyRequest RequestOf(
        Guid form, IReadOnlyList<Scan> scans, CustodyAct act, string placeName, GoodsCondition condition, string note, DateTimeOffset at) =>
        new()
        {
            Items =
            [
                .. scans.Select(scan => new RecordCustodyItem
                {
                    EventId = IdOf(form, scan.ShipmentId),
                    ShipmentId = scan.Labels.Count == 0 ? scan.ShipmentId : null,
                    Labels = scan.Labels.Count == 0 ? null : [.. scan.Labels],
                    Act = act,
                    PlaceName = placeName.Trim() is { Length: > 0 } place ? place : null,
                    Packages = scan.Labels.Count == 0 ? scan.Packages : null,
                    Condition = condition,
                    Note = note.Trim() is { Length: > 0 } said ? said : null,
                    StatedAt = at,
                }),
            ],
        };

    /// <summary>The id of one scan of a form; of version 4, as devices make them.</summary>
    public static Guid IdOf(Guid form, Guid shipmentId)
    {
        Span<byte> both = stackalloc byte[32];
        form.TryWriteBytes(both, bigEndian: true, out _);
        shipmentId.TryWriteBytes(both[16..], bigEndian: true, out _);
        var hash = SHA256.HashData(both).AsSpan(0, 16);
        hash[VersionByte] = (byte)((hash[VersionByte] & 0x0F) | 0x40);
        hash[VariantByte] = (byte)((hash[VariantByte] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
