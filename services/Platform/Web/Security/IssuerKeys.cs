using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Marketplace.Platform.Web;

/// <summary>
/// The keys of the issuer, asked for at the first token, twice a day, and when a token names a key that is not among them: at most once a
/// second, for all callers together. When the issuer changes its key, the next token is accepted, even if somebody has just sent one with a
/// key that nobody has.
/// </summary>
sealed class IssuerKeys(string metadataAddress, IDocumentRetriever documents, TimeProvider clock)
    : IConfigurationManager<OpenIdConnectConfiguration>, IDisposable
{
    /// <summary>How many may wait for keys at once: whoever sends invented ones in numbers must not hold up the others.</summary>
    const int WaitingMax = 50;

    static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);
    static readonly TimeSpan KeepFor = TimeSpan.FromHours(12);

    readonly SemaphoreSlim _one = new(1);
    volatile Known? _known;
    long? _failedAt;
    int _waiting;

    /// <summary>Whether nobody between can change what the issuer says.</summary>
    public bool IsHttps { get; } = metadataAddress.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>What the issuer said last.</summary>
    /// <exception cref="InvalidOperationException">It has never answered.</exception>
    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        var known = _known;
        if (known is null || clock.GetElapsedTime(known.AskedAt) > KeepFor)
        {
            await AskAsync(known, cancel);
        }

        return _known?.Answer ?? throw Away(null);
    }

    /// <summary>The keys may be out of date: they are asked for by <see cref="LearnAsync"/>, which knows which is missing.</summary>
    public void RequestRefresh()
    {
    }

    /// <summary>Asks the issuer again when a token names a key that it has not told.</summary>
    public async Task LearnAsync(string keyId, CancellationToken ct)
    {
        if (_known is not { } known || known.Has(keyId) || Interlocked.Increment(ref _waiting) > WaitingMax)
        {
            return;
        }

        try
        {
            var left = AskEvery - clock.GetElapsedTime(known.AskedAt);
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left, clock, ct);
            }

            await AskAsync(known, ct);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>One asks, and the others take what it was told. When the issuer is away, what it said before goes on to hold.</summary>
    async Task AskAsync(Known? seen, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (!ReferenceEquals(_known, seen))
            {
                return;
            }

            if (_failedAt is { } failedAt && clock.GetElapsedTime(failedAt) < AskEvery)
            {
                // Those who waited for the same answer don't ask one after the other.
                throw Away(null);
            }

            var askedAt = clock.GetTimestamp();
            try
            {
                _known = new Known(await OpenIdConnectConfigurationRetriever.GetAsync(metadataAddress, documents, ct), askedAt);
            }
            catch (Exception) when (!ct.IsCancellationRequested && seen is not null)
            {
                _known = seen with { AskedAt = askedAt };
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                _failedAt = clock.GetTimestamp();
                throw Away(failure);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    InvalidOperationException Away(Exception? cause) => new($"The issuer does not answer at {metadataAddress}.", cause);

    sealed record Known(OpenIdConnectConfiguration Answer, long AskedAt)
    {
        public bool Has(string keyId) => Answer.SigningKeys.Any(key => key.KeyId == keyId);
    }
}
