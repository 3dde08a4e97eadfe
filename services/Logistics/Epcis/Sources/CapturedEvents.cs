using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Epcis.Sources;

/// <summary>Events that others captured, as they gave them, with when they were recorded and whose word they are.</summary>
sealed class CapturedEvents : IEventSource
{
    public async Task<IReadOnlyList<SourceRow>> ReadAsync(EventReading reading, EventPlace? after, int take, CancellationToken ct)
    {
        var captured = reading.Db.SeenCapturedEvents.AsNoTracking();
        if (reading.Query.EventIds is { } ids)
        {
            captured = captured.Where(row => ids.Contains(row.EventId));
        }
        else if ((reading.Query.NamedObjects ?? reading.Query.NamedClasses) is { } names)
        {
            captured = captured.Where(row => row.Names.Any(name => names.Contains(name.Value)));
        }

        var rows = await captured.Select(row => new Listed<CapturedEvent> { At = row.RecordedAt, Id = row.EventKey, Row = row })
            .Oldest(reading, after, take).ToListAsync(ct);
        return [.. rows.Select(row => new SourceRow(new EventPlace(row.At, row.Id), [Of(reading.Ids, row.Row)]))];
    }

    /// <summary>A captured event as it is answered.</summary>
    internal static JsonElement Of(EpcisIds ids, CapturedEvent captured)
    {
        var json = JsonNode.Parse(captured.Content)!.AsObject();
        json.Remove("@context");
        if (captured.Context is { } context)
        {
            json.Insert(0, "@context", JsonNode.Parse(context));
        }

        json["eventID"] = captured.EventId;
        json["recordTime"] = OwnEvent.Time(captured.RecordedAt);
        json[$"{ids.Vocabulary}capturedBy"] = ids.Of(NamedKind.Party, captured.CapturedBy);
        return JsonSerializer.SerializeToElement(json);
    }
}
