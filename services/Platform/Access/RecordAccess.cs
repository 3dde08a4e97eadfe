using System.Diagnostics;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Platform.Access;

/// <summary>Endpoint metadata: reading it goes on record.</summary>
/// <param name="Kind">What is read, such as "order".</param>
/// <param name="DataClasses">What is sensitive in it, where the type of the answer does not say so.</param>
public sealed record AccessRecorded(string Kind, DataClass DataClasses);

/// <summary>
/// Puts on record who read what: everybody but the people of an organisation that reads its own. A single thing and a file are on record
/// before they are answered; a list follows within a moment, and waits when the records can't be written.
/// </summary>
public static class RecordAccess
{
    /// <summary>The header by which a reader may say what it reads for.</summary>
    internal const string PurposeHeader = "Access-Purpose";

    /// <summary>Says of an endpoint that reads what is sensitive as what its reading is recorded.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="kind">What is read, such as "order"; at most 40 characters.</param>
    /// <param name="dataClasses">What is sensitive in it, where the type of the answer does not say so.</param>
    public static RouteHandlerBuilder RecordsAccess<TDb>(
        this RouteHandlerBuilder endpoint, string kind, DataClass dataClasses = DataClass.None)
        where TDb : MarketplaceDb =>
        endpoint.WithMetadata(new AccessRecorded(kind, dataClasses)).AddEndpointFilter(RunAsync<TDb>);

    /// <summary>What is sensitive in the answers of an endpoint.</summary>
    internal static DataClass ClassesOf(IEnumerable<object> metadata) => metadata.OfType<IProducesResponseTypeMetadata>()
        .Where(answer => answer is { StatusCode: < StatusCodes.Status300MultipleChoices, Type: not null })
        .Aggregate(DataClass.None, (classes, answer) => classes | SensitiveAnswers.In(answer.Type!));

    static async ValueTask<object?> RunAsync<TDb>(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
        where TDb : MarketplaceDb
    {
        var http = invocation.HttpContext;
        var purpose = PurposeOf(http.Request);
        var answer = await next(invocation);
        var result = answer is INestedHttpResult several ? several.Result : answer;
        if (result is IStatusCodeHttpResult { StatusCode: >= StatusCodes.Status300MultipleChoices })
        {
            return answer;
        }

        var services = http.RequestServices;
        var (caller, read) = (services.GetRequiredService<CallerHolder>().Current, services.GetRequiredService<ReadAccess>());
        if (read is { Rows.Count: 0, Listed: null })
        {
            throw new InvalidOperationException($"{http.GetEndpoint()!.DisplayName} records access and did not tell what was read.");
        }

        var now = services.GetRequiredService<TimeProvider>().NowToTheMillisecond();
        var log = services.GetRequiredService<AccessLog<TDb>>();
        foreach (var row in read.Rows.Where(row => caller.Org is not { } own || !row.Organisations.Contains(own)))
        {
            await log.WriteAsync(RecordOf(http, caller, row.ObjectId, row.Organisations, 1, purpose, now), http.RequestAborted);
        }

        // An organisation's list holds what is its own, and so needs no record.
        if (read.Listed is { } listed && caller.Org is null)
        {
            await log.WriteSoonAsync(RecordOf(http, caller, read.ListId, [], listed, purpose, now), http.RequestAborted);
        }

        return answer;
    }

    static AccessRecord RecordOf(
        HttpContext http, Caller caller, string? objectId, IReadOnlyList<Guid> organisations, int rows, string? purpose, DateTimeOffset now)
    {
        var metadata = http.GetEndpoint()!.Metadata;
        var declared = metadata.GetRequiredMetadata<AccessRecorded>();
        var id = Guid.CreateVersion7(now);
        return new AccessRecord
        {
            Id = id,
            At = now,
            Subject = caller.Subject,
            Role = caller.Role ?? "",
            Tier = caller.Tier,
            Organisation = caller.Org,
            RegionId = caller.Region,
            Operation = metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? "",
            Kind = declared.Kind,
            ObjectId = objectId,
            Rows = rows,
            DataClasses = declared.DataClasses | ClassesOf(metadata),
            Purpose = purpose,
            TraceId = Activity.Current?.TraceId.ToString(),
            Organisations =
            [
                .. organisations.Select(
                    organisation => new AccessedOrganisation { Organisation = organisation, RecordId = id, At = now }),
            ],
        };
    }

    /// <exception cref="ProblemException">The header is no text of at most 200 characters.</exception>
    static string? PurposeOf(HttpRequest request)
    {
        if (request.Headers[PurposeHeader] is not [{ Length: > 0 } sent])
        {
            return null;
        }

        // Headers are ASCII: other characters come percent-encoded.
        var purpose = Uri.UnescapeDataString(sent);
        var checks = new Checks();
        checks.Text(purpose, PurposeHeader, AccessRecord.PurposeMax);
        return checks.Faults.Count == 0 ? purpose : throw Refusal.Of(checks.Faults).Thrown();
    }
}
