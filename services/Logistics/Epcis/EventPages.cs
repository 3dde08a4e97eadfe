using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Epcis;

/// <summary>Answers queries of events, page by page.</summary>
sealed class EventPages(LogisticsDb db, Caller caller, EpcisIds ids, TimeProvider clock)
{
    /// <summary>Who may ask, each for what it sees.</summary>
    public static readonly string[] Readers = [.. Domain.Refusals.Readers, Contracts.Roles.Keeper];

    /// <summary>The page that is asked for; where the next one is tells the header Link.</summary>
    public async Task<Ok<EpcisQueryDocument>> AnswerAsync(EventQuery query, HttpContext http, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var reading = await EventReading.OfAsync(db, caller, ids, query, now, ct);
        var (events, next) = await reading.PageAsync(ct);
        if (next is not null)
        {
            var request = http.Request;
            IEnumerable<KeyValuePair<string, string?>> parameters =
            [
                .. from parameter in request.Query
                   where !parameter.Key.Equals("nextPageToken", StringComparison.OrdinalIgnoreCase)
                   select new KeyValuePair<string, string?>(parameter.Key, $"{parameter.Value}"),
                new("nextPageToken", next),
            ];
            http.Response.Headers.Link = $"<{request.PathBase}{request.Path}{QueryString.Create(parameters)}>; rel=\"next\"";
        }

        return TypedResults.Ok(EpcisQueryDocument.Of(events, now));
    }

    /// <summary>A part of a path that is a URI: its slashes come encoded, and the server leaves them so.</summary>
    public static string Unescaped(string part) => part.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
