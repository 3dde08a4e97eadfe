using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Sealing;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Crediting.Snapshots;

/// <summary>
/// GET /credits/snapshots/{snapshotId}. What was fixed for signing, as it was fixed: also as a file from the stored content.
/// </summary>
public static class GetSnapshot
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/snapshots/{snapshotId:guid}", HandleAsync)
        .WithName("GetSnapshot")
        .WithSummary("快照内容与签署 A snapshot with its signatures")
        .For(Roles.Official, Roles.Auditor, Roles.Operator).RecordsAccess<CreditingDb>("snapshot", DataClass.Commercial);

    static async Task<Results<Ok<SnapshotView>, FileContentHttpResult>> HandleAsync(
        Guid snapshotId, CreditingDb db, PublicKeys keys, IOptions<JsonOptions> json, ReadAccess access, CancellationToken ct,
        string? format = null)
    {
        var snapshot = await FindAsync(db, snapshotId, ct);
        access.Of(snapshotId);
        switch (format?.ToUpperInvariant())
        {
            case null or "JSON":
                using (var content = JsonDocument.Parse(snapshot.Content))
                {
                    return TypedResults.Ok(new SnapshotView
                    {
                        Snapshot = SnapshotSummary.Of(snapshot, await SignaturesAsync(db, snapshotId, ct), keys),
                        Next = await SigningOrder.NextAsync(db, snapshot, keys, ct),
                        Head = await SignHeads.OfAsync(db, snapshot.BlockNo, ct),
                        Content = content.RootElement.Clone(),
                    });
                }

            case "CANONICAL":
                return TypedResults.File(snapshot.Content, "application/json", $"{snapshot.Number}.json");
            case "SIGNED":
                return TypedResults.File(
                    await SignedFileAsync(db, snapshot, keys, ct), "application/json", $"{snapshot.Number}.signed.json");
            case "CSV" or "XLSX":
                var report = JsonSerializer.Deserialize<ReportAnswer>(snapshot.Content, json.Value.SerializerOptions)!;
                var notes = SnapshotNotes.Of(
                    snapshot.Issued(), await SignHeads.OfAsync(db, snapshot.BlockNo, ct), await CountingAsync(db, snapshot, keys, ct));
                return ReportFile.Of(
                    report with { Notes = [.. report.Notes, .. notes] }, Enum.Parse<ReportFormat>(format, ignoreCase: true));
            default:
                throw new InvalidRequestException(
                    "parameter_invalid",
                    "format",
                    "参数“format”只能是：json、canonical、signed、csv、xlsx。",
                    "The parameter \"format\" is one of: json, canonical, signed, csv, xlsx.");
        }
    }

    /// <summary>All that is needed to check the report without the service; signatures that count for nothing are left out.</summary>
    static async Task<byte[]> SignedFileAsync(CreditingDb db, Snapshot snapshot, PublicKeys keys, CancellationToken ct) =>
        SignedReport.Write(
            snapshot.Issued(),
            snapshot.Content,
            await SignHeads.OfAsync(db, snapshot.BlockNo, ct),
            await CountingAsync(db, snapshot, keys, ct));

    /// <summary>The signatures that the service's key confirms.</summary>
    static async Task<IReadOnlyList<OfficialSignature>> CountingAsync(
        CreditingDb db, Snapshot snapshot, PublicKeys keys, CancellationToken ct)
    {
        var issued = snapshot.Issued();
        return
        [
            .. (await SignaturesAsync(db, snapshot.SnapshotId, ct)).Select(signature => signature.Signed())
                .Where(signed => signed.IsSigned(issued, keys)),
        ];
    }

    static Task<List<SnapshotSignature>> SignaturesAsync(CreditingDb db, Guid snapshotId, CancellationToken ct) => db.SnapshotSignatures
        .AsNoTracking().Where(signature => signature.SnapshotId == snapshotId).OrderBy(signature => signature.SignatureNo).ToListAsync(ct);

    /// <exception cref="NotFoundException">There is none, or it shows another region.</exception>
    internal static async Task<Snapshot> FindAsync(CreditingDb db, Guid snapshotId, CancellationToken ct) =>
        await db.Snapshots.AsNoTracking().SingleOrDefaultAsync(snapshot => snapshot.SnapshotId == snapshotId, ct)
            ?? throw new NotFoundException("snapshot_not_found", "没有这份快照，或不在您的辖区。", "There is no such snapshot in your region.");
}
