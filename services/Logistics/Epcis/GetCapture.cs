using System.Text.Json.Serialization;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Epcis;

/// <summary>GET /logistics/epcis/capture/{captureId}: what became of a document, for who captured it and for auditors.</summary>
public static class GetCapture
{
    /// <summary>What became of a document.</summary>
    public sealed record CaptureJob
    {
        [JsonPropertyName("captureID")]
        public required Guid CaptureId { get; init; }

        public required DateTimeOffset CreatedAt { get; init; }

        public required DateTimeOffset FinishedAt { get; init; }

        /// <summary>False: a document is done when it is answered.</summary>
        public required bool Running { get; init; }

        /// <summary>No event was refused.</summary>
        public required bool Success { get; init; }

        /// <summary>rollback or proceed.</summary>
        public required string CaptureErrorBehaviour { get; init; }

        /// <summary>How many events the document had.</summary>
        public required int EventCount { get; init; }

        /// <summary>How many are kept, or were known already.</summary>
        public required int KeptCount { get; init; }

        /// <summary>The organisation that captured it.</summary>
        public required Guid OrganisationId { get; init; }

        public required IReadOnlyList<CaptureError> Errors { get; init; }

        internal static CaptureJob Of(EpcisCapture capture) => new()
        {
            CaptureId = capture.CaptureId,
            CreatedAt = capture.RecordedAt,
            FinishedAt = capture.RecordedAt,
            Running = false,
            Success = capture.IsSuccess,
            CaptureErrorBehaviour = capture.ErrorBehaviour switch
            {
                Domain.CaptureErrorBehaviour.Rollback => "rollback",
                Domain.CaptureErrorBehaviour.Proceed => "proceed",
            },
            EventCount = capture.EventCount,
            KeptCount = capture.KeptCount,
            OrganisationId = capture.CapturedBy,
            Errors = [.. capture.Faults.Select(fault => new CaptureError
            {
                Type = "epcisException:ValidationException",
                Title = fault.En,
                Status = StatusCodes.Status400BadRequest,
                Code = fault.Code,
                Field = fault.Field,
                Zh = fault.Zh,
                En = fault.En,
            })],
        };
    }

    /// <summary>What was wrong with an event.</summary>
    public sealed record CaptureError
    {
        /// <summary>epcisException:ValidationException.</summary>
        public required string Type { get; init; }

        public required string Title { get; init; }

        public required int Status { get; init; }

        /// <summary>A stable name for programs.</summary>
        public required string Code { get; init; }

        /// <summary>Its place in the document, such as "epcisBody.eventList[2].action".</summary>
        public required string Field { get; init; }

        public required string Zh { get; init; }

        public required string En { get; init; }
    }

    public static void Map(RouteGroupBuilder epcis) => epcis.MapGet("/capture/{captureId:guid}", HandleAsync)
        .WithName(nameof(GetCapture)).WithSummary("查询采集结果 Get what became of a capture")
        .For([.. CaptureEvents.CaptureRoles, Contracts.Roles.Auditor, Contracts.Roles.Operator]);

    static async Task<Ok<CaptureJob>> HandleAsync(Guid captureId, LogisticsDb db, CancellationToken ct)
    {
        var capture = await db.EpcisCaptures.AsNoTracking().SingleOrDefaultAsync(known => known.CaptureId == captureId, ct)
            ?? throw new NotFoundException(
                "capture_not_found", $"没有采集记录 {captureId}，或它不在您的可见范围内；请核对标识。",
                $"There is no capture {captureId} that you may see; check the id.");
        return TypedResults.Ok(CaptureJob.Of(capture));
    }
}
