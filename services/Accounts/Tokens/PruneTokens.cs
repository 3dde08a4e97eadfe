using OpenIddict.Abstractions;

namespace Marketplace.Accounts.Tokens;

/// <summary>Takes away what OpenIddict keeps of tokens that were used up or are too old to be used.</summary>
public static class PruneTokens
{
    static readonly TimeSpan KeptFor = TimeSpan.FromDays(14);

    /// <returns>How many rows.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var before = services.GetRequiredService<TimeProvider>().GetUtcNow() - KeptFor;
        var tokens = await services.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(before, ct);
        var authorizations = await services.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(before, ct);
        return checked((int)(tokens + authorizations));
    }
}
