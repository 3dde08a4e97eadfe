using Marketplace.Accounts.Domain;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts.Storage;

/// <summary>Accounts with their memberships, sessions and machines, invitations, and what OpenIddict keeps of clients and tokens.</summary>
public sealed class AccountsDb(DbContextOptions<AccountsDb> options, Caller caller) : MarketplaceDb(options, caller)
{
    /// <summary>Not scoped by itself: reached by its own person, or by way of a membership, which is scoped.</summary>
    public DbSet<Account> Accounts => Set<Account>();

    /// <summary>Scoped: people see their own and those of their organisation or office.</summary>
    public DbSet<Membership> Memberships => Set<Membership>();

    /// <summary>Scoped to the organisation or office that it is for.</summary>
    public DbSet<Invitation> Invitations => Set<Invitation>();

    /// <summary>Scoped to the organisation that it works for.</summary>
    public DbSet<Machine> Machines => Set<Machine>();

    /// <summary>Not scoped: read by the person whose they are.</summary>
    public DbSet<Session> Sessions => Set<Session>();

    /// <inheritdoc cref="Sessions"/>
    public DbSet<SignInAttempt> SignInAttempts => Set<SignInAttempt>();

    public DbSet<AttemptCount> AttemptCounts => Set<AttemptCount>();

    public DbSet<PasswordReset> PasswordResets => Set<PasswordReset>();

    public DbSet<Mail> Mails => Set<Mail>();

    public DbSet<Organisation> Organisations => Set<Organisation>();

    public DbSet<Region> Regions => Set<Region>();

    /// <summary>The organisation or office that the caller acts for; null for nobody and for the system.</summary>
    public string? CallerBody { get; } = BodyOf(caller)?.Key;

    /// <summary>The caller's account; null for machines, and for who has a token of another issuer.</summary>
    public Guid? CallerAccount { get; } = Guid.TryParse(caller.Subject, out var id) ? id : null;

    /// <summary>The organisation or office that a caller acts for.</summary>
    public static Body? BodyOf(Caller caller) =>
        caller.Org is { } organisation ? Body.OfOrganisation(organisation)
        : caller.Has(Roles.Operator) || caller.Has(Roles.Auditor) ? Body.Platform
        : caller.IsNational ? Body.Nation
        : caller.Has(Roles.Official) && caller.Region is { Length: > 0 } region ? Body.OfRegion(region)
        : null;

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        model.UseOpenIddict<Guid>();
        AccountTables.Configure(model);
        model.Entity<Membership>().HasQueryFilter(
            row => ScopedCaller == null || row.BodyKey == CallerBody || row.AccountId == CallerAccount);
        model.Entity<Invitation>().HasQueryFilter(row => ScopedCaller == null || row.BodyKey == CallerBody);
        model.Entity<Machine>().HasQueryFilter(row => ScopedCaller == null || row.BodyKey == CallerBody);
    }
}
