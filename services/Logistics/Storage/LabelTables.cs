using Marketplace.Contracts.Proofs;
using Marketplace.Logistics.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Logistics.Storage;

/// <summary>The table of the keys of labels.</summary>
static class LabelTables
{
    public static void Map(EntityTypeBuilder<LabelKey> key)
    {
        key.ToTable("label_keys");
        key.HasKey(k => k.Number);
        key.Property(k => k.Number).ValueGeneratedNever();
        key.Property(k => k.KeyId).HasMaxLength(LabelCode.KeyIdLength);
        key.Property(k => k.Reason).HasMaxLength(200);
        key.HasIndex(k => k.KeyId).IsUnique();
    }
}
