using Marketplace.Accounts.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts.Storage;

/// <summary>The tables of accounts.</summary>
static class AccountTables
{
    const int HashMax = 64;
    const int RoleMax = 20;
    const int KeyMax = 120;

    public static void Configure(ModelBuilder model)
    {
        model.Entity<Account>(account =>
        {
            account.Property(row => row.Id).ValueGeneratedNever();
            account.Property(row => row.Email).HasMaxLength(Account.EmailMax);
            account.Property(row => row.EmailKey).HasMaxLength(Account.EmailMax);
            account.Property(row => row.Name).HasMaxLength(Account.NameMax);
            account.Property(row => row.Version).IsConcurrencyToken();
            account.HasIndex(row => row.EmailKey).IsUnique();
            account.HasMany(row => row.RecoveryCodes).WithOne().HasForeignKey(code => code.AccountId);
        });
        model.Entity<RecoveryCode>(code =>
        {
            code.HasKey(row => new { row.AccountId, row.Hash });
            code.Property(row => row.Hash).HasMaxLength(HashMax);
        });
        model.Entity<Membership>(membership =>
        {
            membership.Property(row => row.Id).ValueGeneratedNever();
            membership.Property(row => row.BodyKey).HasMaxLength(Body.KeyMax);
            membership.Property(row => row.Role).HasMaxLength(RoleMax);
            membership.Property(row => row.Post).HasMaxLength(Membership.PostMax);
            membership.HasOne(row => row.Account).WithMany().HasForeignKey(row => row.AccountId);
            membership.HasIndex(row => new { row.BodyKey, row.Id });
            membership.HasIndex(row => row.AccountId);
        });
        model.Entity<Invitation>(invitation =>
        {
            invitation.Property(row => row.Id).ValueGeneratedNever();
            invitation.Property(row => row.SecretHash).HasMaxLength(HashMax);
            invitation.Property(row => row.BodyKey).HasMaxLength(Body.KeyMax);
            invitation.Property(row => row.Role).HasMaxLength(RoleMax);
            invitation.Property(row => row.Post).HasMaxLength(Membership.PostMax);
            invitation.Property(row => row.Email).HasMaxLength(Account.EmailMax);
            // Of two people who take it at once the later one fails.
            invitation.Property(row => row.AcceptedAt).IsConcurrencyToken();
            invitation.Property(row => row.WithdrawnAt).IsConcurrencyToken();
            invitation.HasIndex(row => row.SecretHash).IsUnique();
            invitation.HasIndex(row => new { row.BodyKey, row.Id });
        });
        model.Entity<Session>(session =>
        {
            session.Property(row => row.Id).ValueGeneratedNever();
            session.Property(row => row.Device).HasMaxLength(Session.DeviceMax);
            session.Property(row => row.Address).HasMaxLength(Session.AddressMax);
            session.HasIndex(row => new { row.AccountId, row.Id });
        });
        model.Entity<SignInAttempt>(attempt =>
        {
            attempt.Property(row => row.Id).ValueGeneratedNever();
            attempt.Property(row => row.Device).HasMaxLength(Session.DeviceMax);
            attempt.Property(row => row.Address).HasMaxLength(Session.AddressMax);
            attempt.HasIndex(row => new { row.AccountId, row.Id });
            attempt.HasIndex(row => row.At);
        });
        model.Entity<AttemptCount>(count =>
        {
            count.HasKey(row => row.Key);
            count.Property(row => row.Key).HasMaxLength(KeyMax);
            count.HasIndex(row => row.Since);
        });
        model.Entity<PasswordReset>(reset =>
        {
            reset.Property(row => row.Id).ValueGeneratedNever();
            reset.Property(row => row.SecretHash).HasMaxLength(HashMax);
            reset.Property(row => row.UsedAt).IsConcurrencyToken();
            reset.HasIndex(row => row.SecretHash).IsUnique();
            reset.HasIndex(row => row.AccountId);
        });
        model.Entity<Mail>(mail =>
        {
            mail.Property(row => row.Id).ValueGeneratedNever();
            mail.Property(row => row.To).HasMaxLength(Account.EmailMax);
            // Those that have not left yet are few.
            mail.HasIndex(row => row.NextAttemptAt).HasFilter("sent_at IS NULL");
            mail.HasIndex(row => row.SentAt);
        });
        model.Entity<Machine>(machine =>
        {
            machine.Property(row => row.Id).ValueGeneratedNever();
            machine.Property(row => row.ClientId).HasMaxLength(100);
            machine.Property(row => row.Name).HasMaxLength(Machine.NameMax);
            machine.Property(row => row.BodyKey).HasMaxLength(Body.KeyMax);
            machine.Property(row => row.Role).HasMaxLength(RoleMax);
            machine.HasIndex(row => row.ClientId).IsUnique();
            machine.HasIndex(row => new { row.BodyKey, row.Id });
        });
        model.Entity<Organisation>(organisation =>
        {
            organisation.Property(row => row.Id).ValueGeneratedNever();
            organisation.Property(row => row.Version).IsConcurrencyToken();
            organisation.Property(row => row.RegionId).HasMaxLength(40);
        });
        model.Entity<Region>(region =>
        {
            region.Property(row => row.Id).HasMaxLength(40);
            region.Property(row => row.Version).IsConcurrencyToken();
            region.Property(row => row.Tier).HasMaxLength(RoleMax);
        });
    }
}
