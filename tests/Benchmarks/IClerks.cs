namespace Marketplace.Benchmarks;

/// <summary>Those who dispatch, deliver and accept what is confirmed.</summary>
interface IClerks
{
    /// <summary>Works until told to stop.</summary>
    Task WorkAsync(CancellationToken stop);
}
