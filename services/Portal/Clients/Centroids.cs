using System.Collections.Concurrent;
using Marketplace.Client.Units;

namespace Marketplace.Portal.Clients;

/// <summary>
/// Where provinces and prefectures lie, in degrees. Read once: regions rarely change, and a map a little old is still a map.
/// </summary>
public sealed class Centroids : IDisposable
{
    const int PageSize = 200;

    readonly ConcurrentDictionary<string, (double Longitude, double Latitude)> _places = new(StringComparer.Ordinal);
    readonly SemaphoreSlim _reading = new(1, 1);
    volatile bool _isRead;

    public async Task ReadAsync(MarketplaceServices services, CancellationToken ct)
    {
        if (_isRead)
        {
            return;
        }

        await _reading.WaitAsync(ct);
        try
        {
            if (!_isRead)
            {
                await ReadAsync(services, RegionLevel.Province, ct);
                await ReadAsync(services, RegionLevel.Prefecture, ct);
                _isRead = !_places.IsEmpty;
            }
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>The provinces, whose places together look like the country.</summary>
    public IEnumerable<(double Longitude, double Latitude)> Provinces =>
        _places.Where(place => place.Key.EndsWith("0000", StringComparison.Ordinal)).Select(place => place.Value);

    /// <summary>The place of a region, or of the prefecture or province that its code lies in; null when none is known.</summary>
    public (double Longitude, double Latitude)? Of(string? code) => code is not { Length: 6 } ? null
        : Find(code) ?? Find($"{code[..4]}00") ?? Find($"{code[..2]}0000");

    (double Longitude, double Latitude)? Find(string code) => _places.TryGetValue(code, out var place) ? place : null;

    public void Dispose() => _reading.Dispose();

    async Task ReadAsync(MarketplaceServices services, RegionLevel level, CancellationToken ct)
    {
        string? after = null;
        do
        {
            var page = await services.Units.ListRegionsAsync(after: after, size: PageSize, level: level, cancellationToken: ct);
            foreach (var region in page.Items)
            {
                if (region is { Code: { } code, Longitude: { } longitude, Latitude: { } latitude })
                {
                    _places[code] = ((double)longitude, (double)latitude);
                }
            }

            after = page.Next;
        }
        while (after is not null);
    }
}
