namespace Marketplace.Logistics.Domain;

/// <summary>
/// An event of EPCIS as another party captured it: its word, of which nothing follows. Written once and never changed; it is taken back by
/// an error declaration, which is a further event with the same id.
/// </summary>
public sealed class CapturedEvent
{
    public const int EventIdLength = 500;

    public required Guid EventKey { get; init; }

    public required Guid CaptureId { get; init; }

    /// <summary>Where it stood in the document, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>The organisation that captured it; with its id it names the event.</summary>
    public required Guid CapturedBy { get; init; }

    /// <summary>A URI, given by who captured it, or made of what it says.</summary>
    public required string EventId { get; init; }

    /// <summary>Whether it takes back the event with the same id.</summary>
    public required bool IsErrorDeclaration { get; init; }

    /// <summary>When it happened, as who captured it says.</summary>
    public required DateTimeOffset EventTime { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>As it was given, in JSON.</summary>
    public required string Content { get; init; }

    /// <summary>What explains the prefixes in it, as a list in JSON; null when there is nothing beside the standard's.</summary>
    public string? Context { get; init; }

    /// <summary>SHA-256 of what it says, however it is written, in hexadecimal digits.</summary>
    public required string Digest { get; init; }

    /// <summary>What it names, by which it is found.</summary>
    public ICollection<CapturedEventName> Names { get; init; } = [];

    /// <summary>Our shipments that it names, of those that who captured it had to do with.</summary>
    public ICollection<CapturedEventShipment> Shipments { get; init; } = [];

    /// <summary>Our batches that it names, of those that who captured it had to do with.</summary>
    public ICollection<CapturedEventBatch> Batches { get; init; } = [];
}

/// <summary>An identifier of objects, classes or business transactions that a captured event has.</summary>
public sealed class CapturedEventName
{
    public required string Value { get; init; }

    public required Guid EventKey { get; init; }
}

/// <summary>A shipment that a captured event is about: who sees it sees the event.</summary>
public sealed class CapturedEventShipment
{
    public required Guid ShipmentId { get; init; }

    public required Guid EventKey { get; init; }
}

/// <summary>A batch that a captured event is about.</summary>
public sealed class CapturedEventBatch
{
    public required Guid BatchId { get; init; }

    public required Guid EventKey { get; init; }

    /// <summary>Captured by the supplier of the batch: then everybody who has goods of it sees the event.</summary>
    public required bool IsBySupplier { get; init; }
}

/// <summary>A document of events that somebody captured, and what became of it. Written once and never changed.</summary>
public sealed class EpcisCapture
{
    public required Guid CaptureId { get; init; }

    /// <summary>The organisation that captured it.</summary>
    public required Guid CapturedBy { get; init; }

    /// <summary>The subject of the token.</summary>
    public required string RecordedBy { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required CaptureErrorBehaviour ErrorBehaviour { get; init; }

    /// <summary>How many events the document had.</summary>
    public required int EventCount { get; init; }

    /// <summary>How many of them are kept, or were known already.</summary>
    public required int KeptCount { get; init; }

    /// <summary>The document without its events, in JSON.</summary>
    public required string Envelope { get; init; }

    /// <summary>What was wrong with events, by their places.</summary>
    public required IReadOnlyList<CaptureFault> Faults { get; init; }

    /// <summary>Nothing was wrong with any event.</summary>
    public bool IsSuccess => Faults.Count == 0;
}

/// <summary>What happens to the other events of a document when one is refused.</summary>
public enum CaptureErrorBehaviour
{
    /// <summary>None is kept.</summary>
    Rollback = 1,

    /// <summary>They are kept.</summary>
    Proceed = 2,
}

/// <summary>What was wrong with an event of a document.</summary>
/// <param name="Field">Its place in the document.</param>
/// <param name="Code">A stable name for programs.</param>
/// <param name="Zh">What is wrong, in Chinese.</param>
/// <param name="En">What is wrong, in English.</param>
public sealed record CaptureFault(string Field, string Code, string Zh, string En);
