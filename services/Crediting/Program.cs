using Marketplace.Contracts.Logistics;
using Marketplace.Crediting;
using Marketplace.Platform.Hosting;

var host = ServiceHost.Create(args, CreditingService.Name, typeof(DeliveryAccepted).Assembly);
host.AddCrediting();
return await host.RunAsync(app => app.MapCrediting());
