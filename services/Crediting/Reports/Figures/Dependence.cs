using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Reports;

/// <summary>From which dependence on policy demand on it is amber or red (R9, R11).</summary>
static class Dependence
{
    /// <summary>By exact amounts; null below the thresholds.</summary>
    public static AlertLevel? LevelOf(long policyFen, long fen, RuleParameters parameters) =>
        fen <= 0 ? null
        : policyFen >= parameters.DependenceRed * fen ? AlertLevel.Red
        : policyFen >= parameters.DependenceAmber * fen ? AlertLevel.Amber
        : null;
}
