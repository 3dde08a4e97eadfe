using System.Globalization;
using System.Text.Json;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Storage;

/// <summary>Writes regions by the thousand.</summary>
static class RegionRows
{
    extension(UnitsDb db)
    {
        /// <summary>Inserts what the regions were called over time, with one statement for all of them.</summary>
        public Task InsertAsync(IReadOnlyCollection<RegionCodeVersion> versions, CancellationToken ct)
        {
            var rows = JsonSerializer.Serialize(versions.Select(version => new[]
            {
                version.RegionId, Day(version.ValidFrom), version.Code, version.Name, version.ParentId, Day(version.ValidTo),
            }));
            var insert =
                $$"""
                INSERT INTO region_code_versions (region_id, valid_from, code, name, parent_id, valid_to)
                SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 FROM {{Source(db)}}
                """;
            return db.Database.ExecuteSqlRawAsync(insert, [rows], ct);
        }

        /// <summary>Inserts the regions, or updates those that are there, with one statement for all of them.</summary>
        public Task StoreAsync(IReadOnlyCollection<Region> regions, CancellationToken ct)
        {
            var rows = JsonSerializer.Serialize(regions.Select(region => new object?[]
            {
                region.Id, region.Version, region.Code, region.Name, region.Level.ToString(), region.ParentId, region.Path,
                region.LongitudeMicroDegrees,
                region.LatitudeMicroDegrees,
                Day(region.EndedOn),
                region.FollowsReference, region.ChangedAt?.ToUnixTimeMilliseconds(),
            }));
            var upsert =
                $$"""
                INSERT INTO regions (id, version, code, name, level, parent_id, path,
                  longitude_micro_degrees, latitude_micro_degrees, ended_on, follows_reference, changed_at)
                SELECT value ->> 0, CAST(value ->> 1 AS bigint), value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
                  CAST(value ->> 7 AS integer), CAST(value ->> 8 AS integer), value ->> 9,
                  CAST(value ->> 10 AS boolean), CAST(value ->> 11 AS bigint)
                FROM {{Source(db)}} WHERE true
                ON CONFLICT (id) DO UPDATE SET version = excluded.version, code = excluded.code, name = excluded.name,
                  level = excluded.level, parent_id = excluded.parent_id, path = excluded.path,
                  longitude_micro_degrees = excluded.longitude_micro_degrees, latitude_micro_degrees = excluded.latitude_micro_degrees,
                  ended_on = excluded.ended_on, follows_reference = excluded.follows_reference, changed_at = excluded.changed_at
                """;
            return db.Database.ExecuteSqlRawAsync(upsert, [rows], ct);
        }
    }

    static string Source(UnitsDb db) =>
        Engines.Of(db) == Engine.Sqlite ? "json_each({0})" : "json_array_elements(CAST({0} AS json)) AS list(value)";

    static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
