using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Logistics.Epcis;

/// <summary>
/// The ids of events that follow from our own records: each is made from the id of its record and can be traced back to it, so that the
/// same record gives the same event for ever, and an event is found by its id without a table of ids.
/// </summary>
/// <remarks>The id of the record is combined bit by bit (exclusive or) with bits that stand for the kind of event.</remarks>
static class OwnEventId
{
    const string Scheme = "urn:uuid:";

    /// <summary>How many bytes of an id tell records of one owner apart, such as the readings of a shipment.</summary>
    const int NumberBytes = 2;

    /// <summary>The id of the event of a record.</summary>
    public static Guid Of(OwnEventKind kind, Guid recordId, int number = 0)
    {
        Span<byte> bytes = stackalloc byte[16];
        Combine(kind, recordId, bytes);
        bytes[^2] ^= (byte)(number >> 8);
        bytes[^1] ^= (byte)number;
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>As documents have it.</summary>
    public static string Text(Guid eventId) => $"{Scheme}{eventId}";

    /// <summary>The id in a document; null when it is no UUID.</summary>
    public static Guid? Read(string text) =>
        text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && Guid.TryParseExact(text[Scheme.Length..], "D", out var id)
            ? id : null;

    /// <summary>Whose event it is, if it is of this kind and one record has one event.</summary>
    public static Guid RecordOf(OwnEventKind kind, Guid eventId) => Of(kind, eventId);

    /// <summary>Between which ids its owner is, if it is of this kind and an owner has many.</summary>
    public static (Guid First, Guid Last) OwnersOf(OwnEventKind kind, Guid eventId)
    {
        Span<byte> bytes = stackalloc byte[16];
        Combine(kind, eventId, bytes);
        bytes[^NumberBytes..].Clear();
        var first = new Guid(bytes, bigEndian: true);
        bytes[^NumberBytes..].Fill(byte.MaxValue);
        return (first, new Guid(bytes, bigEndian: true));
    }

    static void Combine(OwnEventKind kind, Guid id, Span<byte> bytes)
    {
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var mask = SHA256.HashData(Encoding.ASCII.GetBytes($"EPCIS event {kind}"));
        // Version and variant stay as they are, so that it is a UUID.
        mask[6] &= 0x0F;
        mask[8] &= 0x3F;
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= mask[i];
        }
    }
}

/// <summary>Events that follow from our records. The names are part of the ids and stay.</summary>
enum OwnEventKind
{
    /// <summary>A station took goods in.</summary>
    Intake = 1,

    Dispatch = 2,

    Delivery = 3,

    /// <summary>Goods changed hands.</summary>
    Custody = 4,

    /// <summary>Readings of loggers that came together.</summary>
    Readings = 5,

    /// <summary>What was accepted.</summary>
    Accepted = 6,

    /// <summary>What arrived and was refused.</summary>
    Rejected = 7,

    /// <summary>What was dispatched and did not arrive.</summary>
    Short = 8,

    Loss = 9,

    /// <summary>Nothing of a shipment reaches its buyer.</summary>
    NotDelivered = 10,

    /// <summary>A return that was confirmed.</summary>
    Return = 11,

    Recall = 12,

    /// <summary>The end of a recall.</summary>
    RecallLifted = 13,
}
