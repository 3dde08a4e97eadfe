using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Marketplace.Contracts;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Changes;

/// <summary>GET /units/changes: who changed what in the registry, the latest first.</summary>
public static class ListChanges
{
    const int ObjectIdMax = 40;

    /// <param name="ObjectId">The id of the unit, pairing, region … that was changed.</param>
    public sealed record Filter(string? ObjectId = null) : IChecked
    {
        public void Check(Checks check)
        {
            if (ObjectId is not null)
            {
                check.Code(ObjectId, "objectId", ObjectIdMax);
            }
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapGet("/changes", HandleAsync)
        .WithName(nameof(ListChanges)).WithSummary("登记变更记录 Who changed what in the registry")
        .For(Roles.Official, Roles.Auditor, Roles.Operator).RecordsAccess<UnitsDb>("registry-change");

    static async Task<Ok<Page<ChangeView>>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] PageQuery page, UnitsDb db, Caller caller, ReadAccess access, CancellationToken ct,
        RegistryKind? kind = null)
    {
        var changes = db.RegistryChanges.AsNoTracking();
        if (filter.ObjectId is { } objectId)
        {
            // Ids that are guids are kept in lower case.
            var id = objectId.ToLowerInvariant();
            changes = changes.Where(change => change.ObjectId == id || change.ObjectId == objectId);
        }

        if (kind is { } wanted)
        {
            changes = changes.Where(change => change.Kind == wanted);
        }

        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var before = Cursor.Number(last);
            changes = changes.Where(change => change.Number < before);
        }

        var found = await changes.OrderByDescending(change => change.Number).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(access.OfList(Page.Of(
            found,
            page.Size,
            change => ChangeView.Of(change, ViewersOf(change, caller)),
            change => Cursor.Encode(change.Number.ToString(CultureInfo.InvariantCulture)))));
    }

    /// <summary>A row that concerns several regions is answered for by whoever is above all of them.</summary>
    static Viewers ViewersOf(RegistryChange change, Caller caller) => caller.Oversight
        | (change.RegionPaths.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(caller.AnswersFor) ? Viewers.Region : Viewers.None);

    /// <summary>A change as officials and auditors see it.</summary>
    public sealed record ChangeView : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        public required long Number { get; init; }

        public required DateTimeOffset At { get; init; }

        /// <summary>
        /// The subject of the token with which it was done; "system" for what the service did by itself. Null for officials who answer for
        /// one side of it only, or for none.
        /// </summary>
        [SeenBy(Viewers.Region | Viewers.Auditor, DataClass.Person)]
        public required string? By { get; init; }

        public required RegistryKind Kind { get; init; }

        public required string ObjectId { get; init; }

        /// <summary>The version that the change made.</summary>
        public required long Version { get; init; }

        public string? Document { get; init; }

        /// <summary>The thing as it was seen before; null when it was new.</summary>
        public JsonElement? Before { get; init; }

        /// <summary>The thing as it was seen after.</summary>
        public required JsonElement After { get; init; }

        internal static ChangeView Of(RegistryChange change, Viewers seenAs) => new()
        {
            SeenAs = seenAs,
            Number = change.Number,
            At = change.At,
            By = change.By,
            Kind = change.Kind,
            ObjectId = change.ObjectId,
            Version = change.Version,
            Document = change.Document,
            Before = change.Before is { } before ? JsonSerializer.Deserialize<JsonElement>(before) : null,
            After = JsonSerializer.Deserialize<JsonElement>(change.After),
        };
    }
}
