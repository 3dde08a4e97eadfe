using System.Text.Json;
using Marketplace.Portal.Clients;

namespace Marketplace.Portal.Operations;

/// <summary>A message that a service could not handle; the same of each service.</summary>
/// <param name="Service">Which one: the first part of its path.</param>
sealed record Parked(
    string Service, Guid MessageId, string Queue, string Type, string Reason, int Attempts, DateTimeOffset FirstFailedAt,
    DateTimeOffset LastFailedAt, DateTimeOffset? NextAttemptAt);

/// <summary>A service as its operator sees it.</summary>
/// <param name="Parked">The first of its messages that could not be handled.</param>
/// <param name="HasMore">Whether there are more.</param>
/// <param name="IsAway">It does not answer.</param>
sealed record ServiceState(string Name, IReadOnlyList<Parked> Parked, bool HasMore, bool IsAway);

/// <summary>What operators look at in each service.</summary>
static class ServiceStates
{
    const int Shown = 20;

    public static string[] Services { get; } = ["units", "catalog", "ordering", "logistics", "credits", "accounts"];

    /// <summary>All services asked as one; one that is away keeps no other from being shown.</summary>
    public static Task<ServiceState[]> StatesAsync(this MarketplaceServices services, CancellationToken ct) =>
        Task.WhenAll(Services.Select(async name =>
        {
            try
            {
                var page = await services.ReadAsync($"/{name}/parked?size={Shown}", ct);
                var items = page.GetProperty("items").EnumerateArray()
                    .Select(item => item.Deserialize<Parked>(JsonSerializerOptions.Web)! with { Service = name }).ToList();
                var hasMore = page.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.String;
                return new ServiceState(name, items, hasMore, IsAway: false);
            }
            catch (HttpRequestException)
            {
                return new ServiceState(name, [], false, IsAway: true);
            }
            catch (Client.ServiceException broken) when (broken.StatusCode >= StatusCodes.Status500InternalServerError)
            {
                return new ServiceState(name, [], false, IsAway: true);
            }
        }));
}
